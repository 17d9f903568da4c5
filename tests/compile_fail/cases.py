"""What must not compile, with words its message must have, and the nearest thing that must."""

# name: (targets, wrong, right, the words, headers that PROLOGUE lacks). The statements stand in a function; its parameters
# are those of PROLOGUE.
X86_64 = ["x86-64"]
IA32 = ["ia32"]
AARCH64 = ["aarch64"]
ALL = X86_64 + IA32 + AARCH64

PROLOGUE = """
#include <kcall/kcall.hpp>
#include <kcall/options.hpp>
#include <kcall/print.hpp>
struct view {  // as std::string_view: no terminator
  const char* data() const;
  kcall::size_t size() const;
};
struct text {  // as std::string
  const char* c_str() const;
};
struct pair { int a, b; };
struct shown { int a; };
void format(kcall::sink& to, const shown& what);
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
    # Format strings are read while compiling, in the same way for every target.
    "a format string with a field too many": (
        ALL,
        'use(kcall::print(file, "{} {}", i).word());',
        'use(kcall::print(file, "{} {}", i, p).word());',
        "more_fields_than_arguments"),
    "a format string with an argument too many": (
        X86_64,
        'use(kcall::print(file, "{}", i, p).word());',
        'use(kcall::print(file, "{}{}", i, p).word());',
        "more_arguments_than_fields"),
    "an opening brace without its partner": (
        X86_64,
        'use(kcall::print(file, "{} {", i).word());',
        'use(kcall::print(file, "{} {{", i).word());',
        "a_brace_has_no_partner"),
    "a field that never ends": (
        X86_64,
        'use(kcall::print(file, "{:>", i).word());',
        'use(kcall::print(file, "{:>}", i).word());',
        "a_brace_has_no_partner|unknown_type_letter"),
    "a closing brace without its partner": (
        X86_64,
        'use(kcall::print(file, "{} }", i).word());',
        'use(kcall::print(file, "{} }}", i).word());',
        "a_brace_has_no_partner"),
    "a numbered argument": (
        X86_64,
        'use(kcall::print(file, "{0}", i).word());',
        'use(kcall::print(file, "{}", i).word());',
        "arguments_are_taken_in_order"),
    "a named argument": (
        X86_64,
        'use(kcall::print(file, "{i}", i).word());',
        'use(kcall::print(file, "{}", i).word());',
        "arguments_are_taken_in_order"),
    "a type letter that there is none of": (
        X86_64,
        'use(kcall::print(file, "{:y}", i).word());',
        'use(kcall::print(file, "{:x}", i).word());',
        "unknown_type_letter"),
    "a floating point type letter": (
        X86_64,
        'use(kcall::print(file, "{:f}", i).word());',
        'use(kcall::print(file, "{:d}", i).word());',
        "unknown_type_letter"),
    "a locale": (
        X86_64,
        'use(kcall::print(file, "{:L}", i).word());',
        'use(kcall::print(file, "{}", i).word());',
        "unknown_type_letter"),
    "a number as text": (
        X86_64,
        'use(kcall::print(file, "{:s}", i).word());',
        'use(kcall::print(file, "{:d}", i).word());',
        "does_not_fit_an_integer"),
    "a number as a pointer": (
        X86_64,
        'use(kcall::print(file, "{:p}", wide).word());',
        'use(kcall::print(file, "{:x}", wide).word());',
        "does_not_fit_an_integer"),
    "text as a number": (
        X86_64,
        'use(kcall::print(file, "{:d}", p).word());',
        'use(kcall::print(file, "{:s}", p).word());',
        "does_not_fit_text"),
    "an error's name as a number": (
        X86_64,
        'use(kcall::print(file, "{:d}", kcall::errc::eio).word());',
        'use(kcall::print(file, "{:s}", kcall::errc::eio).word());',
        "does_not_fit_text"),
    "a string_view in hexadecimal": (
        X86_64,
        'use(kcall::print(file, "{:x}", v).word());',
        'use(kcall::print(file, "{}", v).word());',
        "does_not_fit_text"),
    "a bool as a character": (
        X86_64,
        'use(kcall::print(file, "{:c}", i == 1).word());',
        'use(kcall::print(file, "{:d}", i == 1).word());',
        "does_not_fit_a_bool"),
    "a character as text": (
        X86_64,
        'use(kcall::print(file, "{:s}", *p).word());',
        'use(kcall::print(file, "{:c}", *p).word());',
        "does_not_fit_a_character"),
    "a pointer in hexadecimal without its prefix": (
        X86_64,
        'use(kcall::print(file, "{:x}", static_cast<const void*>(p)).word());',
        'use(kcall::print(file, "{:p}", static_cast<const void*>(p)).word());',
        "does_not_fit_a_pointer"),
    "a sign for text": (
        X86_64,
        'use(kcall::print(file, "{:+}", p).word());',
        'use(kcall::print(file, "{:+}", i).word());',
        "sign_is_for_numbers_only"),
    "a prefix for text": (
        X86_64,
        'use(kcall::print(file, "{:#}", p).word());',
        'use(kcall::print(file, "{:#x}", i).word());',
        "alternate_form_is_for_numbers_only"),
    "leading zeros for text": (
        X86_64,
        'use(kcall::print(file, "{:05}", p).word());',
        'use(kcall::print(file, "{:05}", i).word());',
        "leading_zeros_are_for_numbers_only"),
    "a precision for a number": (
        X86_64,
        'use(kcall::print(file, "{:.3}", i).word());',
        'use(kcall::print(file, "{:.3}", p).word());',
        "precision_is_for_text_only"),
    "a precision that is missing": (
        X86_64,
        'use(kcall::print(file, "{:.}", p).word());',
        'use(kcall::print(file, "{:.0}", p).word());',
        "precision_needs_a_number_or_braces"),
    "a width that does not fit": (
        X86_64,
        'use(kcall::print(file, "{:1001}", i).word());',
        'use(kcall::print(file, "{:1000}", i).word());',
        "above_1000_must_be_an_argument"),
    "a width that is no integer": (
        X86_64,
        'use(kcall::print(file, "{:{}}", i, p).word());',
        'use(kcall::print(file, "{:{}}", p, i).word());',
        "argument_must_be_an_integer"),
    "a width that is not there": (
        X86_64,
        'use(kcall::print(file, "{:{}}", i).word());',
        'use(kcall::print(file, "{:{}}", i, i).word());',
        "more_fields_than_arguments"),
    "a fill of two bytes": (
        X86_64,
        'use(kcall::print(file, "{:\u00e9>4}", i).word());',
        'use(kcall::print(file, "{:e>4}", i).word());',
        "fill_must_be_an_ASCII_character"),
    "a brace as fill": (
        X86_64,
        'use(kcall::print(file, "{:{>4}", i).word());',
        'use(kcall::print(file, "{:]>4}", i).word());',
        "fill_must_be_an_ASCII_character"),
    "a specification for a type with a format of its own": (
        X86_64,
        'use(kcall::print(file, "{:>4}", shown{1}).word());',
        'use(kcall::print(file, "{}", shown{1}).word());',
        "takes_no_specification"),
    "a format string with a NUL inside": (
        X86_64,
        'use(kcall::print(file, "a\0{}", i).word());',
        'use(kcall::print(file, "a{}", i).word());',
        "text_after_a_NUL_would_be_lost"),
    "a format string that is no constant": (
        X86_64,
        'use(kcall::print(file, p, i).word());',
        'use(kcall::print(file, "{}", i).word());',
        "constant expression|not a constant|non-constant"),
    "printing a double": (
        X86_64,
        'use(kcall::print(file, "{}", d).word());',
        'use(kcall::print(file, "{}", static_cast<int>(d)).word());',
        "no floating point"),
    "printing a structure": (
        X86_64,
        'use(kcall::print(file, "{}", two).word());',
        'use(kcall::print(file, "{}", two.a).word());',
        "no way to print this type"),
    "printing an array of other characters": (
        X86_64,
        'use(kcall::print(file, "{}", u8"x").word());',
        'use(kcall::print(file, "{}", "x").word());',
        "text is of char, bytes are a const_buffer"),
    "printing a typed pointer": (
        X86_64,
        'use(kcall::print(file, "{}", &two).word());',
        'use(kcall::print(file, "{}", static_cast<const void*>(&two)).word());',
        "convert the pointer to const void"),
    "printing a wide character": (
        X86_64,
        'use(kcall::print(file, "{}", L\'x\').word());',
        'use(kcall::print(file, "{}", \'x\').word());',
        "only char is printed as a character"),
    "a format string of other arguments for format_to": (
        X86_64,
        'char room[9]; use(static_cast<long>(kcall::format_to(room, "{}").size()));',
        'char room[9]; use(static_cast<long>(kcall::format_to(room, "{}", i).size()));',
        "more_fields_than_arguments"),
    "a printed line whose error is left unlooked at": (
        X86_64,
        'kcall::print(file, "{}", i);',
        'static_cast<void>(kcall::print(file, "{}", i));',
        "nodiscard|unused-result|unused-value"),
    "bytes read into a string_view": (
        ALL,
        "use(kcall::read(file, v).word());",
        "char room[8]; use(kcall::read(file, room).word());",
        "these elements are const"),
    "an option that is described twice": (
        X86_64,
        'static constexpr char help[] = "  -l, --lines  a\\n      --lines  b\\n"; use(static_cast<long>(kcall::help_text(help).get().size()));',
        'static constexpr char help[] = "  -l, --lines  a\\n      --words  b\\n"; use(static_cast<long>(kcall::help_text(help).get().size()));',
        "an_option_is_described_twice"),
    "a letter without a comma before the name": (
        X86_64,
        'static constexpr char help[] = "  -l  --lines  a\\n"; use(static_cast<long>(kcall::help_text(help).get().size()));',
        'static constexpr char help[] = "  -l, --lines  a\\n"; use(static_cast<long>(kcall::help_text(help).get().size()));',
        "a_letter_must_be_followed_by_a_comma_and_a_name"),
    "an option that is not lined up": (
        X86_64,
        'static constexpr char help[] = "    --lines    a\\n"; use(static_cast<long>(kcall::help_text(help).get().size()));',
        'static constexpr char help[] = "      --lines  a\\n"; use(static_cast<long>(kcall::help_text(help).get().size()));',
        "a_line_that_begins_with_a_space_must_describe_an_option"),
    "a name that is followed by one space": (
        X86_64,
        'static constexpr char help[] = "      --lines a\\n"; use(static_cast<long>(kcall::help_text(help).get().size()));',
        'static constexpr char help[] = "      --lines  a\\n"; use(static_cast<long>(kcall::help_text(help).get().size()));',
        "a_name_must_be_followed_by_its_value"),
    "a case for an option that the help text lacks": (
        X86_64,
        'static constexpr char help[] = "      --lines  a\\n"; use(kcall::long_option(help, "line"));',
        'static constexpr char help[] = "      --lines  a\\n"; use(kcall::long_option(help, "lines"));',
        "there_is_no_option_of_this_name"),
    "an answer of a thread that no word holds": (
        ALL,
        "use(kcall::thread().start([] { return kcall::clock_gettime(kcall::clock::monotonic); }).word());",
        "use(kcall::thread().start([] { return kcall::close(kcall::fd{9}); }).word());",
        "a thread answers with a word", "kcall/thread.hpp"),
}
