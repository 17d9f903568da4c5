// env: runs a command in a changed environment, or prints the environment where there is no command.
//
// As coreutils' env, without -S, -v and the options for signals. Exit status: the command's; 127 if it cannot be found,
// 126 if it cannot be run, 125 if env itself fails; 0 where the environment was printed.
#include <kcall/environment.hpp>
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/options.hpp>
#include <kcall/pages.hpp>
#include <kcall/path_search.hpp>
#include <kcall/report.hpp>
#include <kcall/start.hpp>
#include <kcall/writer.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN

namespace {

using kcall::environment_list;
using kcall::errc;
using kcall::options;
using kcall::size_t;
using kcall::static_text;

constexpr char help[] =
    "usage: env [OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]\n"
    "  -i, --ignore-environment  start with an empty environment, as - does\n"
    "  -0, --null                end each variable with NUL, not a newline\n"
    "  -u, --unset=NAME          remove a variable\n"
    "  -C, --chdir=DIR           run the command in this directory\n"
    "      --help                print this\n";

enum status : int { good = 0, failed = 125, cannot_run = 126, cannot_find = 127 };

/// Says what went wrong.
template <class Text>
status fail(const Text& about, errc error) {
  kcall::report("env", about, error);
  return failed;
}
status misuse(static_text what) {
  kcall::report("env", what);
  return failed;
}

struct settings {
  bool empty = false;
  char end_of_variable = '\n';
  const char* directory = nullptr;
  /// The variables to set, then the command with its arguments, then nullptr.
  char** words = nullptr;
};

status print(kcall::environment variables, char end_of_variable) {
  char storage[4096];
  kcall::writer out{kcall::stdout_fd, storage};
  for (const kcall::variable v : variables) {
    static_cast<void>(out.write(v.entry()));
    static_cast<void>(out.put(end_of_variable));
  }
  const auto done = out.flush();
  return done ? good : fail("standard output", done.error());
}

/// Changes the environment as the command line says, and goes on to the command, or to printing.
status run(settings set, options in, environment_list& variables) {
  if (set.empty) {
    variables.clear();
  } else {
    for (int option = in.next(); option != options::operand && option != options::end; option = in.next()) {
      if (option != 'u') continue;
      if (const auto done = variables.erase(in.value()); !done) return fail(in.value(), done.error());
    }
  }
  // What has no = is the command.
  for (; *set.words != nullptr && kcall::is_assignment(*set.words); ++set.words) {
    if (const auto done = variables.put(*set.words); !done) return fail(static_text(*set.words), done.error());
  }
  char** const command = set.words;
  if (*command == nullptr) {
    if (set.directory != nullptr) return misuse(static_text("--chdir needs a command"));
    return print(variables, set.end_of_variable);
  }
  if (set.end_of_variable == '\0') return misuse(static_text("--null goes without a command"));
  if (set.directory != nullptr) {
    if (const auto done = kcall::chdir(set.directory); !done) return fail(static_text(set.directory), done.error());
  }
  const auto path = kcall::environment(variables).find("PATH");
  const errc error = kcall::exec_by_name(static_text(*command), command, variables.data(), path).error();
  fail(static_text(*command), error);
  return error == errc::enoent ? cannot_find : cannot_run;
}

}  // namespace

int main(int argc, char** argv, char** envp) {
  settings set;
  options in{argc, argv, help};
  for (bool more = true; more;) {
    switch (in.next()) {
      case 'i':
        set.empty = true;
        break;
      case '0':
        set.end_of_variable = '\0';
        break;
      case 'C':
        set.directory = in.value().c_str();
        break;
      case 'u':
        break;  // when it is known whether there is anything to remove
      case kcall::long_option(help, "help"):
        return kcall::write_all(kcall::stdout_fd, in.help()) ? good : failed;
      case options::bad:
        kcall::report("env", in.name(), in.complaint());
        return failed;
      default:  // an operand, or the end: options of the command are not env's
        set.words = in.words();
        more = false;
    }
  }
  if (*set.words != nullptr && static_text(*set.words) == "-") {
    set.empty = true;
    ++set.words;
  }
  const kcall::environment inherited{envp};
  const size_t most = inherited.size() + static_cast<size_t>(argc) + 1;
  const auto room = kcall::map_pages(most * sizeof(char*));
  if (!room) return fail("memory", room.error());
  environment_list variables{reinterpret_cast<const char**>(room->data()), most};
  if (const auto done = variables.copy(inherited); !done) return fail("environment", done.error());
  return run(set, options{argc, argv, help}, variables);
}

KCALL_POINTER_ARITHMETIC_END
