"""The page's longer texts, as HTML."""

MULTIPLE = "The number after × is the multiple of a bare loop of the program’s usual gate."
PLAIN = "Bar: 10th percentile. Thick line: from the lower to the upper quartile; tick: the median."
RATIO = """Point: 10th percentile by that of a hand-written loop of the same instruction, in the same program (by the
usual gate’s for the libc). Line: lowest and highest of five consecutive fifths of the run."""
CURVE = "Points: 10th percentiles. Vertical lines: quartiles."
RATES = "Bar: by the 10th percentile of their durations. Line: quartiles; tick: the median."
SHARES = """Share of calls by duration, each panel to its own height. What lies to the right of the hill are
interrupts; the last call of a thousand may lie outside the plot."""

GATES = """<p>getppid does next to nothing in the kernel, so that it is the way in and out which is measured. write of
one byte to <code>/dev/null</code> is about the cheapest call that does something.</p>"""

WHY = """<p>A wrapper that is inlined is the instruction, and costs what the instruction costs. A libc’s wrapper is
a function: it returns right after the system call, and that is expensive beyond the few instructions that it has. The
processor predicts where a <code>ret</code> goes from a small stack of return addresses. Kernels that guard against
return-based attacks (“return thunks”, retbleed, SRSO and the like, see <a href="#machine">the machine</a>) leave that
stack overwritten, so that the first <code>ret</code> of user code after the call is mispredicted. How much that is
depends on the processor and on what its kernel mitigates: on other machines the same comparison gives 1.3 to 1.5.</p>"""

CLOCKS = """<p>The kernel maps a small shared object, the vDSO, into every process; its functions read most clocks
without entering the kernel. kcall’s <code>clock_gettime</code> finds them by itself and calls them; CPU-time clocks are
a real call in any case, which the vDSO’s function makes itself. The last rows are the bare instructions that read the
processor’s counter: what no clock can beat.</p>"""

GETRANDOM = """<h3>getrandom</h3><p>Since Linux 6.11 the vDSO can hand out random bytes, from a state that each thread
brings. It saves the way into the kernel for small requests; for large ones the generator’s own work decides, and the
kernel’s may be the faster one. A libc older than that knows only the real call.</p>"""

LATENCY = """<p>Loops say what a call costs among its like. Here each call is timed alone, with <code>rdtscp</code>
before and after; the cost of an empty pair ({overhead} cycles of the time stamp counter) is taken off. The counter may
tick in steps of many cycles, so that fine structure below that step is its own.</p>"""

BATCHES = """<p>readv from <code>/dev/zero</code> and writev to <code>/dev/null</code> of so many segments of 64 bytes,
against as many single calls: the way in and out is paid once, and what is left is each segment’s own work.</p>"""

PROCESSES = """<p>The classical comparison: a program that only exits, started again and again (vfork, execve, wait4).
The difference of one system call is buried under the cost of a process; what a libc does before main is not.</p>"""

CODE = """<p>Instructions / bytes of each wrapper, compiled out of line by {compiler} for x86-64, with its
<code>ret</code>: as one would write it in assembly, kcall’s, one that sets <code>errno</code>, and one that returns
<code>std::expected&lt;T, std::error_code&gt;</code> or its like.</p>"""

CALLERS = "<h3>Code around a call</h3><p>What a caller becomes who checks for an error, or retries and goes on.</p>"

HEADERS = """<p>Compile time of a file that includes only this header, over that of an empty file ({compiler}).</p>"""

SMALL = """<p>Bytes of the stripped program; how many system calls it makes from exec to exit (seen by strace); how often
it touched a page that had to be made first; and the time from start to exit, in multiples of an assembly program that
says hello. The tools of the system are as installed: coreutils and the inits need shared libraries, busybox is many
tools in one file. <code>tools/sizes</code> prints these tables alone.</p>"""

HELLO = """<p>Alone among themselves, {samples} interleaved starts each: kcall’s hello takes {kcall_to_assembly:.3f} of
the assembly program’s time (that takes {assembly_to_itself:.3f} of its own), and glibc’s, static,
{glibc_static_to_kcall:.2f} of kcall’s.</p>"""

METHOD = """<ul>
<li>All contenders of a program take turns, sample by sample, in shuffled order. Whatever drifts (frequency, neighbours
on a shared machine) drifts for all alike, so that ratios are steadier than the figures that they are made of.</li>
<li>A sample is a batch of calls of some 20 to 50 microseconds, timed as a whole: short enough to fit between two timer
interrupts, long enough for the clock not to matter.</li>
<li>What is quoted is the 10th percentile. Nothing makes a call faster than it is, many things make it slower: an
average follows the few samples that an interrupt or another guest fell into. The smallest sample would follow lucky
ones.</li>
<li>The loops are compiled with g++ -O2, the same for all contenders but for the call in their middle.</li>
<li>Programs without a libc and programs linked with one measure the same table of calls; x86-64 with glibc runs under
Google Benchmark, all others under a sampler of the same design that needs no C++ library.</li>
<li>Every number on this page is in <a href="results.json">results.json</a> (with every sample) or
<a href="results.csv">results.csv</a>, and <code>tools/bench</code> makes the page again for your machine.</li>
</ul>"""
