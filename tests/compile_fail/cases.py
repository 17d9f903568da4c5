"""What must not compile, with words its message must have, and the nearest thing that must."""

# name: (targets, wrong, right, the words). The statements stand in a function; its parameters are those of PROLOGUE.
X86_64 = ["x86-64"]
IA32 = ["ia32"]
AARCH64 = ["aarch64"]
ALL = X86_64 + IA32 + AARCH64

PROLOGUE = """
#include <kcall/kcall.hpp>
struct view {  // as std::string_view: no terminator
  const char* data() const;
  kcall::size_t size() const;
};
struct text {  // as std::string
  const char* c_str() const;
};
struct pair { int a, b; };
void use(long);
void f(int i, long long wide, double d, const char* p, view v, text t, pair two, kcall::fd file);
void f([[maybe_unused]] int i, [[maybe_unused]] long long wide, [[maybe_unused]] double d,
       [[maybe_unused]] const char* p, [[maybe_unused]] view v, [[maybe_unused]] text t, [[maybe_unused]] pair two,
       [[maybe_unused]] kcall::fd file) {
  using nr = kcall::abi::native::nr;
  static_cast<void>(nr::read);
"""
EPILOGUE = "\n}\n"

CASES = {
    "a number of another ABI": (
        X86_64,
        "use(kcall::call(kcall::abi::ia32::nr::getpid).word());",
        "use(kcall::call<kcall::gate::int80>(kcall::abi::ia32::nr::getpid).word());",
        "not a number of the gate's ABI"),
    "a number of this ABI through a gate of another": (
        X86_64,
        "use(kcall::call<kcall::gate::int80>(nr::getpid).word());",
        "use(kcall::call<kcall::gate::syscall>(nr::getpid).word());",
        "not a number of the gate's ABI"),
    "a plain int as a number": (
        ALL,
        "use(kcall::call(20).word());",
        "use(kcall::call(static_cast<nr>(20)).word());",
        "not a number of the gate's ABI"),
    "a double": (
        ALL,
        "use(kcall::call(nr::close, d).word());",
        "use(kcall::call(nr::close, static_cast<int>(d)).word());",
        "no floating point"),
    "a structure": (
        ALL,
        "use(kcall::call(nr::close, two).word());",
        "use(kcall::call(nr::close, two.a).word());",
        "no structures"),
    "a string by value": (
        ALL,
        "use(kcall::call(nr::chdir, t).word());",
        "use(kcall::call(nr::chdir, t.c_str()).word());",
        "no strings by value"),
    "seven arguments": (
        ALL,
        "use(kcall::call(nr::read, 1, 2, 3, 4, 5, 6, 7).word());",
        "use(kcall::call(nr::read, 1, 2, 3, 4, 5, 6).word());",
        "at most six arguments"),
    "a 64-bit integer in ia32 code": (
        IA32,
        "use(kcall::call(nr::close, wide).word());",
        "use(kcall::call(nr::close, static_cast<unsigned>(wide), static_cast<unsigned>(wide >> 32)).word());",
        "as low and high words"),
    "a string_view as a path": (
        ALL,
        "use(kcall::open(v, kcall::open_flags::rdonly).word());",
        "use(kcall::open(t, kcall::open_flags::rdonly).word());",
        "a path must end in NUL"),
    "an int as a file descriptor": (
        ALL,
        "use(kcall::close(i).word());",
        "use(kcall::close(kcall::fd{i}).word());",
        "kcall::fd|strong"),
    "a result left unlooked at": (
        ALL,
        "kcall::close(file);",
        "static_cast<void>(kcall::close(file));",
        "nodiscard|unused-result|unused-value"),
    "a result of call() left unlooked at": (
        ALL,
        "kcall::call(nr::close, file);",
        "static_cast<void>(kcall::call(nr::close, file));",
        "nodiscard|unused-result|unused-value"),
    "a type that is no gate": (
        ALL,
        "use(kcall::call<pair>(nr::getpid).word());",
        "use(kcall::call<kcall::gate::native>(nr::getpid).word());",
        "gate_like"),
    "an array of buffers with a destructor as bytes": (
        ALL,
        "struct owner { ~owner() {} int x; }; owner those[2]; use(static_cast<long>(kcall::write(file, those).word()));",
        "struct owner { int x; }; owner those[2] = {}; use(static_cast<long>(kcall::write(file, those).word()));",
        "trivially copyable"),
    "the descriptor of an owner that dies at once": (
        ALL,
        "use(kcall::close(kcall::unique_fd{file}).word());",
        "use(kcall::close(kcall::unique_fd{file}.release()).word());",
        "delete"),
    "flags of another call": (
        ALL,
        "use(kcall::open(p, kcall::prot::read).word());",
        "use(kcall::open(p, kcall::open_flags::rdonly).word());",
        "open_flags"),
    "and_then() with a function that returns no result": (
        ALL,
        "use(kcall::close(file).and_then([] { return 1; }).word());",
        "use(kcall::close(file).and_then([] { return kcall::result<int>(1); }).word());",
        "needs a function that returns a result"),
}
