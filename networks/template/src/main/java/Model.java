import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.experiment.*;

void main(String[] args) {
  var net = new Network("my model");
  var exc = net.population("E", 400, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
  net.connect(exc, exc).rule(fixedInDegree(40)).weight(pA(20)).delay(ms(1.5));
  net.poisson("background", exc).rate(Hz(8000)).weight(pA(40));
  Experiment.of(net).duration(ms(500)).run(args);
}
