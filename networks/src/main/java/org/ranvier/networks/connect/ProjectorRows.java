package org.ranvier.networks.connect;

import java.util.OptionalLong;
import org.ranvier.simulator.synapses.RowGenerator;
import org.ranvier.simulator.synapses.SynapseBatch;

/** The rows of a projection, drawn one after the other with the same arrays. */
final class ProjectorRows implements RowGenerator {
  private static final SynapseBatch.Consumer NOBODY = b -> {};

  private final RowPairs.Row row;
  private final SynapseBatch batch = new SynapseBatch(this::pass);
  private final SynapseWriter writer;
  private SynapseBatch.Consumer consumer = NOBODY;

  ProjectorRows(RowPairs.Row row, SynapseValues values) {
    this.row = row;
    writer = new SynapseWriter(batch, values, true);
  }

  private void pass(SynapseBatch full) {
    consumer.accept(full);
  }

  @Override
  public void generate(int source, SynapseBatch.Consumer into) {
    consumer = into;
    writer.restart();
    row.write(source, writer);
    writer.complete();
    batch.flush();
  }

  @Override
  public OptionalLong count() {
    return row.count();
  }
}
