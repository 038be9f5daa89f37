package org.ranvier.networks.experiment;

import org.ranvier.networks.SynapseStorage;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The ways of keeping synapses as they are written on the command line. */
final class StorageConverter implements ITypeConverter<SynapseStorage> {
  @Override
  public SynapseStorage convert(String value) {
    return switch (value) {
      case "stored" -> SynapseStorage.STORED;
      case "procedural" -> SynapseStorage.PROCEDURAL;
      default -> throw new TypeConversionException("'" + value + "' is no way of keeping synapses; say stored or procedural");
    };
  }
}
