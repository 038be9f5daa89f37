"""Progress of a run, in a terminal or a notebook, and Ctrl-C."""

import signal
import sys
import threading
import time

from ._jvm import java


def _in_notebook():
    shell = sys.modules.get("IPython")
    try:
        return shell is not None and shell.get_ipython() is not None and "IPKernelApp" in shell.get_ipython().config
    except AttributeError:
        return False


class Watch:
    """Is called about ten times a second in the thread that runs: shows the progress, and lets Python hear of Ctrl-C.

    What is raised while Java calls Python would pass through the simulator, whose run would count as failed. So Ctrl-C only ends the run at
    first, and what a function of the user raises does so too; both are raised when the run has ended.
    """

    def __init__(self, cancel):
        import jpype
        self._cancel = cancel
        self._show = False
        self.raised = None
        self.java = jpype.JProxy(java("simulator.engine.RunMonitor"), dict={"progress": self._progress})

    def begin(self, show):
        """``show`` is True, False or a function of (done, total) in steps."""
        self._show = show
        self._pressed = None
        self._handler = None
        if threading.current_thread() is threading.main_thread():
            self._handler = signal.getsignal(signal.SIGINT)
            if callable(self._handler):
                signal.signal(signal.SIGINT, self._press)
        self._began = time.monotonic()
        self._shown = 0.0
        self._length = 0
        self.raised = None

    def _press(self, *where):
        self._pressed = where
        self._cancel()

    def end(self):
        """After the run: gives Ctrl-C back, and raises what was kept."""
        if callable(self._handler):
            signal.signal(signal.SIGINT, self._handler)
            if self._pressed is not None:
                self._handler(*self._pressed)
        if self.raised is not None:
            raise self.raised

    def _progress(self, done, total):
        if self._pressed is not None:  # pressed before the run began, which does not know of it then
            self._cancel()
            return
        try:
            if callable(self._show):
                self._show(int(done), int(total))
            elif self._show:
                self._print(int(done), int(total))
        except BaseException as e:
            if self.raised is None:
                self.raised = e
            self._cancel()

    def _print(self, done, total):
        now = time.monotonic()
        spent = now - self._began
        if done >= total and not self._length or spent < 1 or (done < total and now - self._shown < 0.5):
            return
        self._shown = now
        left = spent * (total - done) / done if done else float("inf")
        bar = "█" * (30 * done // max(total, 1))
        text = f"{bar:<30} {100 * done // max(total, 1):3d} %  {spent:.0f} s, {left:.0f} s left"
        out = sys.stdout if _in_notebook() else sys.stderr
        out.write("\r" + text.ljust(self._length) + ("\n" if done >= total else ""))
        out.flush()
        self._length = len(text)


def default_show():
    """Progress is shown where a person looks on."""
    return threading.current_thread() is threading.main_thread() and (_in_notebook() or sys.stderr.isatty())
