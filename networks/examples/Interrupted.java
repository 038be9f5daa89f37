import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.experiment.*;
import org.ranvier.networks.recordings.*;
import org.ranvier.simulator.log.*;

// A run that is interrupted, and what it left: here after 700 ms of a minute, as Ctrl-C would. Spikes and recordings up to there are whole.
void main(String[] args) throws Exception {
  var net = new Network("interrupted");
  var exc = net.population("E", 100, "iaf_psc_exp");
  net.connect(exc, exc).rule(fixedInDegree(10)).weight(pA(40)).delay(ms(1));
  net.poisson("background", exc).rate(Hz(8000)).weight(pA(40));
  net.record(exc.range(0, 5), "V_m").every(ms(1));

  var outcome = Experiment.of(net).duration(s(60)).body(run -> {
    try {
      run.simulation().every(ms(700), run.simulation()::cancel); // or from another thread, or Ctrl-C
      run.advance(s(60));
      System.out.println("this is never reached");
    } finally {
      System.out.println("finally is passed");
    }
  }).run(args);

  Path left = outcome.directory();
  try (var files = Files.list(left)) {
    files.map(f -> f.getFileName().toString()).sorted().forEach(f -> System.out.println("  " + f));
  }
  System.out.printf("status: %s, %d samples of V_m%n", SpikeLogReader.open(left.resolve("spikes")).status(), Recordings.read(left).of("E", "V_m").timesMs().length);
}
