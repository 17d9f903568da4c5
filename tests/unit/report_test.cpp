#include <kcall/gate/layers.hpp>
#include <kcall/report.hpp>

#include "support.hpp"

#include <limits.h>
#include <string.h>

#include <string>
#include <string_view>

using kcall::errc;
using kcall::report;

namespace {

/// What `say` writes to standard error, read from a pipe that takes its place meanwhile.
template <class Say>
std::string said(Say say) {
  int ends[2];
  REQUIRE_EQ(pipe(&ends[0]), 0);
  const int kept = dup(2);
  REQUIRE_GE(kept, 0);
  REQUIRE_EQ(dup2(ends[1], 2), 2);
  say();
  dup2(kept, 2);
  close(kept);
  close(ends[1]);
  std::string all;
  char text[4096];
  for (ssize_t size; (size = read(ends[0], &text[0], sizeof text)) > 0;)
    all.append(&text[0], static_cast<size_t>(size));
  close(ends[0]);
  return all;
}

}  // namespace

TEST_CASE_TEMPLATE("report says what went wrong on standard error", G, ALL_GATES) {
  const std::string string = "string";
  const std::string_view view = std::string_view(string).substr(0, 3);
  char array[8] = "array";
  char* const pointer = &array[0];
  const char* const none = nullptr;
  CHECK_EQ(said([&] { report<G>("wc", errc::enomem); }), "wc: ENOMEM\n");
  CHECK_EQ(said([&] { report<G>("wc", "no such option"); }), "wc: no such option\n");
  CHECK_EQ(said([&] { report<G>("wc", "file", errc::enoent); }), "wc: file: ENOENT\n");
  CHECK_EQ(said([&] { report<G>("wc", "file", errc{200}); }), "wc: file: errno 200\n");
  CHECK_EQ(said([&] { report<G>("wc", pointer, "no text"); }), "wc: array: no text\n");
  CHECK_EQ(said([&] { report<G>("wc", view, string); }), "wc: str: string\n");
  CHECK_EQ(said([&] { report<G>(pointer, none, errc::eio); }), "array: (null): EIO\n");
  CHECK_EQ(said([&] { report<G>(none, "", errc::eio); }), "(null): : EIO\n");
  CHECK_EQ(said([&] { report<G>("mv", "a", string, errc::exdev); }), "mv: a -> string: EXDEV\n");
  CHECK_EQ(said([&] { report<G>("mv", view, pointer, "same file"); }), "mv: str -> array: same file\n");
  CHECK_EQ(said([&] { report<G>("cat", *kcall::name(errc::eio), kcall::const_buffer("bytes")); }), "cat: EIO: bytes\n");
  // Arrays end at a NUL, as print() has it, and full ones at their end.
  const char full[3] = {'a', 'b', 'c'};
  const struct { char name[16]; } entry = {"name"};
  CHECK_EQ(said([&] { report<G>("wc", array, errc::eio); }), "wc: array: EIO\n");
  CHECK_EQ(said([&] { report<G>("mv", entry.name, full, array); }), "mv: name -> abc: array\n");
  // Not on the heap, which may lie above 4 GiB where sanitizers keep it.
  static char huge[PATH_MAX + 1];
  memset(&huge[0], 'n', PATH_MAX);
  CHECK_EQ(said([&] { report<G>("cat", huge, errc::enametoolong); }),
           "cat: " + std::string(&huge[0]) + ": ENAMETOOLONG\n");
}

namespace {

using fake = kcall::gate::scripted<kcall::gate::refusing<>>;
using nr = kcall::nr<fake>;

std::string written_text;
/// A writev that takes at most `most` bytes, and keeps them.
template <size_t most>
long take(const long (&a)[6]) {
  const auto* const pieces = reinterpret_cast<const kcall::iovec*>(a[1]);
  size_t left = most;
  for (long i = 0; i < a[2]; ++i) {
    const size_t size = pieces[i].iov_len < left ? pieces[i].iov_len : left;
    written_text.append(static_cast<const char*>(pieces[i].iov_base), size);
    left -= size;
  }
  return static_cast<long>(most - left);
}

}  // namespace

TEST_CASE("a message is one writev, whole after signals and short writes") {
  fake::reset();
  written_text.clear();
  fake::answer(nr::writev, take<9999>);
  report<fake>("program", "a name", errc::eacces);
  CHECK_EQ(written_text, "program: a name: EACCES\n");
  REQUIRE_EQ(fake::calls(), 1);
  CHECK_EQ(fake::call(0).arguments[0], 2);

  // Every way to cut it in two, and in pieces of one to eight bytes.
  const auto in_pieces = [](long (*first)(const long(&)[6]), long (*rest)(const long(&)[6])) {
    fake::reset();
    written_text.clear();
    fake::answer(nr::writev, errc::eintr);
    fake::answer(nr::writev, first);
    fake::answer(nr::writev, errc::eintr);
    for (int i = 0; i < 40; ++i) fake::answer(nr::writev, rest);
    report<fake>("mv", "from", "", errc::exdev);
    CHECK_EQ(written_text, "mv: from -> : EXDEV\n");
  };
  in_pieces(take<1>, take<1>);
  in_pieces(take<2>, take<9999>);
  in_pieces(take<3>, take<3>);
  in_pieces(take<4>, take<8>);
  in_pieces(take<12>, take<1>);
  in_pieces(take<19>, take<1>);

  // Errors end it, and so does a write that takes nothing.
  for (const long answer : {-static_cast<long>(errc::epipe), -static_cast<long>(errc::eagain), 0L}) {
    fake::reset();
    written_text.clear();
    fake::answer(nr::writev, take<5>);
    fake::answer(nr::writev, answer);
    report<fake>("mv", "from", "to", errc::exdev);
    CHECK_EQ(written_text, "mv: f");
    CHECK_EQ(fake::calls(), 2);
  }
  fake::reset();
}
