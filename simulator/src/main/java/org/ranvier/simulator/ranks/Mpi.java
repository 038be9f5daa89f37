package org.ranvier.simulator.ranks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.LockSupport;
import org.ranvier.simulator.RanvierException;

/**
 * The ranks of an MPI job, by the system's own Open MPI (version 4 or 5). MPI ends the process when one of its calls fails, so return values say nothing.
 *
 * <p>Any thread may call it, one at a time. It looks whether the others are there without pause for a moment, since they are mostly within microseconds of
 * each other; then it offers its processor between two looks, and then sleeps: MPI itself would hold a processor that another rank or program needs to get
 * there.
 */
@SuppressWarnings("restricted") // calling C is
public final class Mpi implements Ranks {
  private static final String LIBRARY = "libmpi.so.40";

  /** Calls come from several threads, but never two at a time: MPI_THREAD_SERIALIZED. */
  private static final int SERIALIZED = 2;

  private static final int TAG = 1;

  private static final long PATIENCE_NS = 2_000_000_000;

  private static final long SPIN_NS = 50_000;
  private static final long YIELD_NS = 2_000_000;
  private static final long SLEEP_NS = 20_000;

  private final SymbolLookup library;
  private final MemorySegment world;
  private final MemorySegment own; // the same processes, so that no message of theirs that is not ours is taken for one
  private final MemorySegment bytes;
  private final MethodHandle allgather;
  private final MethodHandle test;
  private final MethodHandle send;
  private final MethodHandle receive;
  private final MemorySegment request = Arena.global().allocate(ADDRESS);
  private final MemorySegment done = Arena.global().allocate(JAVA_INT);
  private final int rank;
  private final int size;
  private final boolean begun; // whether MPI was not there before
  private MemorySegment out = MemorySegment.NULL;
  private MemorySegment in = MemorySegment.NULL;
  private Arena buffers = Arena.ofShared();

  private Mpi(SymbolLookup library) {
    this.library = library;
    world = library.findOrThrow("ompi_mpi_comm_world");
    bytes = library.findOrThrow("ompi_mpi_byte");
    allgather = function("MPI_Iallgather", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    send = function("MPI_Isend", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    receive = function("MPI_Irecv", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    test = function("MPI_Test", ADDRESS, ADDRESS, ADDRESS);
    try (var arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocate(JAVA_INT);
      call(function("MPI_Initialized", ADDRESS), number);
      begun = number.get(JAVA_INT, 0) == 0;
      if (begun) {
        call(function("MPI_Init_thread", ADDRESS, ADDRESS, JAVA_INT, ADDRESS), MemorySegment.NULL, MemorySegment.NULL, SERIALIZED, number);
      } else {
        call(function("MPI_Query_thread", ADDRESS), number);
      }
      if (number.get(JAVA_INT, 0) < SERIALIZED && !begun) {
        throw new RanvierException("MPI was begun before without threads, and Ranvier calls it from several, one at a time; begin it with MPI_THREAD_SERIALIZED or more"
            + " (mpi4py does by itself: leave mpi4py.rc.threads and thread_level as they are), or let Ranvier begin it");
      }
      if (number.get(JAVA_INT, 0) < SERIALIZED) {
        throw new RanvierException("this MPI library was built without threads; Ranvier needs one that has them, such as that of Debian (package openmpi-bin)");
      }
      call(function("MPI_Comm_rank", ADDRESS, ADDRESS), world, number);
      rank = number.get(JAVA_INT, 0);
      call(function("MPI_Comm_size", ADDRESS, ADDRESS), world, number);
      size = number.get(JAVA_INT, 0);
      MemorySegment duplicate = arena.allocate(ADDRESS);
      call(function("MPI_Comm_dup", ADDRESS, ADDRESS), world, duplicate);
      own = duplicate.get(ADDRESS, 0);
    }
  }

  /**
   * Joins the job that this process was started in; once in a process.
   *
   * @throws RanvierException if there is no Open MPI, or the processes were started by another MPI
   */
  @SuppressWarnings("restricted") // the flags of the JVM allow it
  public static Mpi join(Launch launch) {
    if (launch.starter() == Launch.Starter.HYDRA) {
      letRankZeroSpeak(launch);
      throw new RanvierException("these " + launch.size() + " processes were started by the mpirun of MPICH or Intel MPI; Ranvier works with Open MPI: start them with"
          + " its mpirun (Debian: apt install openmpi-bin; where both are installed, mpirun.openmpi)");
    }
    SymbolLookup library;
    try {
      library = SymbolLookup.libraryLookup(System.getProperty("ranvier.mpi", LIBRARY), Arena.global());
    } catch (IllegalArgumentException e) {
      letRankZeroSpeak(launch);
      throw new RanvierException("several processes were started together, but the library " + System.getProperty("ranvier.mpi", LIBRARY)
          + " of Open MPI cannot be loaded; install it on every machine (Debian: apt install openmpi-bin; Fedora: dnf install openmpi, module load mpi), or"
          + " say where it is: RANVIER_JAVA_OPTS=-Dranvier.mpi=/path/to/libmpi.so", e);
    }
    if (library.find("ompi_mpi_comm_world").isEmpty()) {
      letRankZeroSpeak(launch);
      throw new RanvierException("the MPI library " + System.getProperty("ranvier.mpi", LIBRARY)
          + " is not Open MPI, with which Ranvier works (Debian: apt install openmpi-bin)");
    }
    var mpi = new Mpi(library);
    if (mpi.size != launch.size()) {
      throw new RanvierException("rank " + launch.rank() + " was started as one of " + launch.size() + " processes, but Open MPI knows of " + mpi.size
          + ": start them with the mpirun of Open MPI, or with srun --mpi=pmix");
    }
    return mpi;
  }

  /** Ranks that cannot meet cannot agree either on who says what they all lack: the others wait, and mostly are ended when rank 0 has said it. */
  private static void letRankZeroSpeak(Launch launch) {
    if (launch.rank() > 0) {
      LockSupport.parkNanos(PATIENCE_NS);
    }
  }

  @SuppressWarnings("restricted")
  private MethodHandle function(String name, MemoryLayout... arguments) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static void call(MethodHandle function, Object... arguments) {
    try {
      function.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) { // a function of C throws nothing
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void gather(byte[] mine, int length, byte[] all) {
    if (out.byteSize() < length) {
      buffers.close();
      buffers = Arena.ofShared();
      out = buffers.allocate(length, 64);
      in = buffers.allocate((long) length * size, 64);
    }
    // By way of memory outside the heap: MPI waits, and the collector must be able to move arrays meanwhile.
    MemorySegment.copy(mine, 0, out, ValueLayout.JAVA_BYTE, 0, length);
    try {
      int unused = (int) allgather.invokeExact(out, length, bytes, in, length, bytes, own, request);
      await();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    MemorySegment.copy(in, ValueLayout.JAVA_BYTE, 0, all, 0, length * size);
  }

  @Override
  public void send(int to, byte[] mine, int length) {
    try (var arena = Arena.ofShared()) {
      MemorySegment buffer = arena.allocate(length, 64);
      MemorySegment.copy(mine, 0, buffer, ValueLayout.JAVA_BYTE, 0, length);
      int unused = (int) send.invokeExact(buffer, length, bytes, to, TAG, own, request);
      await();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void receive(int from, byte[] into, int length) {
    try (var arena = Arena.ofShared()) {
      MemorySegment buffer = arena.allocate(length, 64);
      int unused = (int) receive.invokeExact(buffer, length, bytes, from, TAG, own, request);
      await();
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, length);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private void await() throws Throwable {
    long begin = System.nanoTime();
    long waited = 0;
    while (true) {
      int unused = (int) test.invokeExact(request, done, MemorySegment.NULL);
      if (done.get(JAVA_INT, 0) != 0) {
        return;
      }
      if (waited < SPIN_NS) {
        Thread.onSpinWait();
      } else if (waited < YIELD_NS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(SLEEP_NS);
      }
      waited = System.nanoTime() - begin;
    }
  }

  /** Leaves the job in order; all ranks do. */
  public void leave() {
    if (!begun) {
      return; // who has begun it, ends it: mpi4py in a script of Python
    }
    call(function("MPI_Finalize"));
  }

  /** Ends all processes of the job, this one included. */
  public void abort(int code) {
    call(function("MPI_Abort", ADDRESS, JAVA_INT), world, code);
  }
}
