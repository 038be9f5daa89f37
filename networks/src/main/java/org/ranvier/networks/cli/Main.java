package org.ranvier.networks.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.ranks.Launch;
import org.ranvier.simulator.ranks.OtherRankFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code ranvier}. Exit codes: 0, 1 for what could not be done, 2 for a command line that is wrong. */
@Command(
    name = "ranvier",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Simulates networks of spiking neurons.",
    footer = {
      "",
      "For example:",
      "  ranvier run microcircuit --scale 0.1",
      "  ranvier run Model.java --duration 2s",
      "  ranvier describe iaf_psc_exp"
    })
public final class Main implements Runnable {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;
  private static final List<String> ON_RANKS = List.of("run", "resume", "fork", "sweep");
  private static final List<String> ORDER = List.of("run", "sweep", "resume", "fork", "verify", "list", "describe", "spikes");

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler(Main::uncaught);
    int code = run(args);
    Job.ofThisProcess().leave(code);
    if (code != 0) {
      System.exit(code);
    } // else the process ends with the threads that a script may have started
  }

  /** All commands with their options. */
  private static CommandLine commands() {
    var line = new CommandLine(new Main());
    ServiceLoader.load(Subcommand.class, Subcommand.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .map(CommandLine::new)
        .sorted(Comparator.comparingInt((CommandLine c) -> place(c.getCommandName())).thenComparing(CommandLine::getCommandName))
        .forEach(command -> line.addSubcommand(command.getCommandName(), command));
    line.addSubcommand(new HelpCommand());
    allCommands(line).forEach(command -> command.getCommandSpec().versionProvider(new Version()));
    return line;
  }

  /**
   * Reads a command as {@link #run} would, and does nothing: for those that write commands into documents.
   *
   * @throws ParameterException where there is no such command, or it takes no such options
   */
  public static void check(String... args) {
    commands().parseArgs(RunCommand.keepArgumentsOfScript(args));
  }

  /** Runs a command and returns its exit code; results go to {@code System.out}, everything else to {@code System.err}. */
  public static int run(String... args) {
    Launch launch = Job.ofThisProcess().launch();
    if (launch.isOneOfSeveral() && args.length > 0 && !ON_RANKS.contains(args[0]) && !args[0].startsWith("-")) {
      if (launch.rank() == 0) {
        System.err.println("ranvier: '" + args[0] + "' works in one process; start it without mpirun (what works on several ranks: " + String.join(", ", ON_RANKS) + ")");
      }
      return USAGE;
    }
    var line = commands();
    line.setParameterExceptionHandler((e, unused) -> refuse(e));
    line.setExecutionExceptionHandler((e, command, unused) -> fail(e, command));
    try {
      return line.execute(RunCommand.keepArgumentsOfScript(args));
    } catch (OutOfMemoryError e) {
      System.err.printf(
          Locale.ROOT,
          "ranvier: out of memory (%s; this JVM may use %,d MiB); take a smaller network (--scale), or more memory: RANVIER_JAVA_OPTS=-Xmx8g%n",
          e.getMessage(), Runtime.getRuntime().maxMemory() >> 20);
      return FAILURE;
    }
  }

  /** Without a command: says which there are. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? " + String.join(", ", spec.subcommands().keySet()));
  }

  private static Stream<CommandLine> allCommands(CommandLine line) {
    return Stream.concat(Stream.of(line), line.getSubcommands().values().stream().flatMap(Main::allCommands));
  }

  private static int place(String command) {
    int place = ORDER.indexOf(command);
    return place < 0 ? ORDER.size() : place;
  }

  private static int refuse(ParameterException e) {
    if (Job.ofThisProcess().launch().rank() > 0) { // rank 0 has the same command line
      Job.ofThisProcess().follow();
      return USAGE;
    }
    CommandLine command = e.getCommandLine();
    command.getErr().println("ranvier: " + message(e));
    command.getErr().println("'" + command.getCommandSpec().qualifiedName() + " --help' says more.");
    return USAGE;
  }

  /** What is wrong; where it is a name, with those that resemble it. */
  private static String message(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    if (!(e instanceof UnmatchedArgumentException unmatched) || unmatched.getUnmatched().isEmpty()) {
      return String.valueOf(e.getMessage());
    }
    String wrong = unmatched.getUnmatched().getFirst();
    if (unmatched.isUnknownOption()) {
      String option = wrong.split("=", 2)[0];
      List<String> options = command.options().stream().map(OptionSpec::longestName).sorted().toList();
      return command.qualifiedName() + " has no option '" + option + "'" + Names.suggest(option, options);
    }
    if (!command.subcommands().isEmpty()) {
      return command.qualifiedName() + " has no command '" + wrong + "'" + Names.suggest(wrong, command.subcommands().keySet());
    }
    return "'" + wrong + "' is one argument too many";
  }

  private static int fail(Exception e, CommandLine command) {
    Launch launch = Job.ofThisProcess().launch();
    String where = launch.isOneOfSeveral() ? "ranvier: rank " + launch.rank() + ": " : "ranvier: ";
    if (e instanceof OtherRankFailed) {
      Job.ofThisProcess().follow();
      return FAILURE;
    }
    if (e instanceof RanvierException) {
      command.getErr().println(where + e.getMessage());
    } else {
      command.getErr().println(where + "this is a bug, please report it with all of this (" + Version.text() + "):");
      e.printStackTrace(command.getErr());
    }
    return FAILURE;
  }

  /** What the log's library begins while the process is told to end fails in a thread of the library's own; the run itself says what has become of it. */
  private static void uncaught(Thread thread, Throwable e) {
    if (!String.valueOf(e.getCause()).contains("Shutdown in progress")) {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      e.printStackTrace();
    }
  }
}
