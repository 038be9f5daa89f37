package org.ranvier.networks.space;

import java.util.List;

/** The kernels and masks of the library. What is none of them is a user's own. */
public final class SpaceLibrary {
  /** The kernels, each a value that its fields tell all about. */
  public static final List<Class<? extends Kernel>> KERNELS =
      List.of(KernelShapes.Gaussian.class, KernelShapes.Ellipsoid.class, KernelShapes.Exponential.class, KernelShapes.Power.class,
          KernelShapes.Linear.class, KernelShapes.Gabor.class,
          KernelShapes.Distance.class, KernelShapes.Constant.class, KernelShapes.Sum.class, KernelShapes.Scaled.class, KernelShapes.Product.class,
              KernelShapes.Clipped.class, KernelShapes.Cut.class, KernelShapes.Turned.class);

  /** The masks. */
  public static final List<Class<? extends Mask>> MASKS =
      List.of(MaskShapes.Everywhere.class, MaskShapes.Annulus.class, MaskShapes.Sides.class, MaskShapes.Ellipse.class, MaskShapes.Both.class,
          MaskShapes.Shifted.class, MaskShapes.Turned.class);

  private SpaceLibrary() {}
}
