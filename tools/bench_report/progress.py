"""What is going on, on stderr: one line that is kept up to date on a terminal, one line for each step elsewhere."""
import subprocess
import sys
import time

BAR = 24


class Failure(Exception):
    """Something that was to be done could not be; the text says what and why."""


class Progress:
    def __init__(self, steps):
        self.steps, self.step, self.name = steps, 0, ""
        self.began = self.step_began = time.monotonic()
        self.live = sys.stderr.isatty()

    def start(self, name):
        self.step, self.name, self.step_began = self.step + 1, name, time.monotonic()
        self.steps = max(self.steps, self.step)
        self.show()
        if not self.live:
            print(f"[{self.step}/{self.steps}] {name}", file=sys.stderr, flush=True)

    def show(self):
        if not self.live or not self.name:
            return
        filled = BAR * (self.step - 1) // self.steps
        now = time.monotonic()
        line = f"[{'█' * filled}{'·' * (BAR - filled)}] {self.step}/{self.steps} {self.name}"
        print(f"\r\033[K{line[:78]} {now - self.step_began:.0f} s", end="", file=sys.stderr, flush=True)

    def clear(self):
        if self.live:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def say(self, text):
        self.clear()
        print(f"tools/bench: {text}", file=sys.stderr, flush=True)
        self.show()

    def seconds(self):
        return time.monotonic() - self.began

    def run(self, command, stdout, stderr, timeout=300, cwd=None):
        """Runs a program to its end, with the display moving; its exit status. Raises Failure if it does not end."""
        try:
            process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=stdout,
                                       stderr=stderr, cwd=cwd)
        except OSError as error:
            raise Failure(f"cannot run {command[0]}: {error.strerror}") from error
        last = time.monotonic() + timeout
        with process:
            try:
                return self.wait(process, last)
            except subprocess.TimeoutExpired as error:
                raise Failure(f"{command[0]} took longer than {timeout} s") from error
            finally:
                if process.poll() is None:
                    process.kill()

    def wait(self, process, last):
        while True:
            try:
                return process.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                self.show()
                if time.monotonic() > last:
                    raise
