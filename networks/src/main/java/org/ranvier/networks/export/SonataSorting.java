package org.ranvier.networks.export;

import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.message.DataSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The attribute {@code sorting} as the SONATA guide asks for it: an HDF5 enumeration of {@code none = 0, by_id = 1,
 * by_time = 2}. libsonata reads nothing else there. jHDF writes numbers and strings, so the type is encoded here, after the
 * datatype message of the <a href="https://docs.hdfgroup.org/hdf5/develop/_f_m_t3.html">HDF5 file format specification</a>.
 */
final class SonataSorting implements Attribute {
  static final String NAME = "sorting";
  private static final String[] MEMBERS = {"none", "by_id", "by_time"};

  private final Node node;
  private final byte value;
  private final EnumType type = new EnumType(encodedType());
  // jHDF makes a data space from a sample of the data: one byte, no dimensions.
  private final DataSpace space = DataSpace.fromObject((byte) 0);

  SonataSorting(Node node, SpikeOrder order) {
    this.node = node;
    value = (byte) order.ordinal();
  }

  private static byte[] encodedType() {
    var bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    // Version 3, class 8 (enumeration); the number of members in 24 bits; bytes of a value.
    bytes.put((byte) 0x38).put((byte) MEMBERS.length).put((byte) 0).put((byte) 0).putInt(1);
    // The base type: version 3, class 0 (integer); signed, little-endian; 1 byte; bits 0 to 7.
    bytes.put((byte) 0x30).put((byte) 0x08).put((byte) 0).put((byte) 0).putInt(1).putShort((short) 0).putShort((short) 8);
    for (String member : MEMBERS) {
      bytes.put(member.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }
    for (byte value = 0; value < MEMBERS.length; value++) {
      bytes.put(value);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** An enumeration that can be written. */
  private static final class EnumType extends EnumDataType {
    private final byte[] encoded;

    EnumType(byte[] encoded) {
      super(ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN));
      this.encoded = encoded;
    }

    @Override
    public ByteBuffer toBuffer() {
      return ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public ByteBuffer encodeData(Object data) {
      return ByteBuffer.wrap(new byte[] {(Byte) data});
    }
  }

  @Override
  public Node getNode() {
    return node;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public long getSize() {
    return 1;
  }

  @Override
  public long getSizeInBytes() {
    return 1;
  }

  @Override
  public int[] getDimensions() {
    return space.getDimensions();
  }

  @Override
  public long[] getDimensionsAsLong() {
    return space.getDimensionsAsLong();
  }

  @Override
  public Object getData() {
    return value;
  }

  @Override
  public Class<?> getJavaType() {
    return byte.class;
  }

  @Override
  public boolean isScalar() {
    return true;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public ByteBuffer getBuffer() {
    return type.encodeData(value);
  }

  @Override
  public DataSpace getDataSpace() {
    return space;
  }

  @Override
  public DataType getDataType() {
    return type;
  }
}
