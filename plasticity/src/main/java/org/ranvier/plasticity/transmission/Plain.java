package org.ranvier.plasticity.transmission;

import org.ranvier.simulator.time.TimeGrid;

record Plain() implements Transmission, Transmission.OnGrid, Transmission.InTime {
  @Override
  public OnGrid on(TimeGrid grid) {
    return this;
  }

  @Override
  public InTime inTime() {
    return this;
  }

  @Override
  public String equations() {
    return "";
  }

  @Override
  public int values() {
    return 0;
  }

  @Override
  public void start(double[] values, int at) {}

  @Override
  public void fire(double[] values, int at, int interval) {}

  @Override
  public void fire(double[] values, int at, double intervalMs) {}

  @Override
  public double factor(double[] values, int at) {
    return 1;
  }
}
