#include <kcall/gate/layers.hpp>
#include <kcall/hex_dump.hpp>

#include "support.hpp"
// The usual tools, to compare with.
#include <stdio.h>
#include <stdlib.h>

#include <string>

using kcall::errc;
using kcall::fd;

namespace {

struct collector {
  std::string text{};
  kcall::result<void> write(kcall::const_buffer data) {
    text.append(static_cast<const char*>(data.data()), data.size());
    return {};
  }
};

std::string dumped(const std::string& bytes, kcall::hex_dump_options options = {}) {
  collector out;
  CHECK(kcall::hex_dump(out, bytes, options).has_value());
  return out.text;
}

/// A file of its own, gone at the end.
class scratch_file {
 public:
  explicit scratch_file(const std::string& bytes) {
    const int file = mkstemp(&name_[0]);
    REQUIRE_GE(file, 0);
    REQUIRE_EQ(::write(file, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    close(file);
  }
  scratch_file(const scratch_file&) = delete;
  scratch_file& operator=(const scratch_file&) = delete;
  ~scratch_file() { unlink(name_.c_str()); }
  /// What a shell command says that ends in the file's name.
  std::string through(const std::string& command) const {
    FILE* const from = popen((command + " " + name_ + " 2>/dev/null").c_str(), "r");
    REQUIRE(from != nullptr);
    std::string all;
    char text[4096];
    for (size_t size; (size = fread(&text[0], 1, sizeof text, from)) != 0;) all.append(&text[0], size);
    pclose(from);
    return all;
  }

 private:
  std::string name_ = "/tmp/kcall_hex_dump.XXXXXX";
};

/// The lines of `od -A x -t x1z`, in the layout of hexdump -C.
std::string from_od(const std::string& text) {
  std::string made;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (line == "*") {
      made += "*\n";
      continue;
    }
    const size_t offset_end = line.find_first_of(" \n");
    const std::string offset = line.substr(0, offset_end);
    made += std::string(8 - offset.size(), '0') + offset;
    if (offset_end != std::string::npos) {
      const size_t characters = line.find("  >");
      std::string bytes = line.substr(offset_end, characters - offset_end);
      bytes.resize(16 * 3, ' ');
      made += " " + bytes.substr(0, 24) + " " + bytes.substr(24) + "  |" +
              line.substr(characters + 3, line.size() - characters - 4) + "|";
    }
    made += "\n";
  }
  return made == "00000000\n" ? "" : made;
}

std::string noise(size_t size) {
  std::string made(size, '\0');
  unsigned state = 1;
  for (char& c : made) {
    state = state * 1103515245 + 12345;
    c = static_cast<char>(state >> 16);
  }
  return made;
}

}  // namespace

TEST_CASE("a dump has the layout of hexdump -C") {
  CHECK_EQ(dumped(""), "");
  CHECK_EQ(dumped("a"), "00000000  61                                                |a|\n00000001\n");
  CHECK_EQ(dumped(std::string("0123456789abcdef\0\x7f\xff", 19)),
           "00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|\n"
           "00000010  00 7f ff                                          |...|\n"
           "00000013\n");
}

TEST_CASE("a dump is what od and hexdump show") {
  const std::string zeros(100, '\0');
  const std::string lines = "the same line 16the same line 16the same line 16another line 16!";
  int compared = 0;
  for (const std::string& bytes :
       {noise(1), noise(15), noise(16), noise(17), noise(1000), noise(5000), zeros, zeros + "x", zeros.substr(0, 32),
        zeros.substr(0, 33), lines, lines + lines, lines + "the same line 16", std::string(4096, 'z') + noise(50)}) {
    const scratch_file file(bytes);
    const std::string od = from_od(file.through("od -A x -t x1z"));
    const std::string hexdump = file.through("hexdump -C");
    CHECK_EQ(dumped(bytes), od);
    CHECK_EQ(dumped(bytes, {.offset = 0, .collapse = false}), from_od(file.through("od -v -A x -t x1z")));
    if (hexdump.empty()) continue;
    CHECK_EQ(dumped(bytes), hexdump);
    CHECK_EQ(dumped(bytes, {.offset = 0, .collapse = false}), file.through("hexdump -v -C"));
    ++compared;
  }
  if (compared == 0) MESSAGE("skipped: no hexdump here; od was compared with");
}

TEST_CASE("offsets start where they are told, and grow beyond eight digits") {
  CHECK_EQ(dumped("a", {.offset = 0x1234567, .collapse = true}).substr(0, 12), "01234567  61");
  CHECK_EQ(dumped("a", {.offset = 0xffffffff, .collapse = true}),
           "ffffffff  61                                                |a|\n100000000\n");
  CHECK_EQ(dumped("a", {.offset = 0xfffffffffffffff0, .collapse = true}).substr(0, 20), "fffffffffffffff0  61");
}

TEST_CASE("bytes may come in pieces") {
  const std::string bytes = noise(100) + std::string(200, '\0') + noise(33);
  for (size_t piece = 1; piece < 60; ++piece) {
    collector out;
    kcall::hex_dumper dump;
    for (size_t at = 0; at < bytes.size(); at += piece) CHECK(dump.add(out, bytes.substr(at, piece)).has_value());
    CHECK(dump.end(out).has_value());
    CHECK_EQ(out.text, dumped(bytes));
  }
}

TEST_CASE_TEMPLATE("a dump to a descriptor", G, ALL_GATES) {
  int ends[2];
  REQUIRE_EQ(pipe(&ends[0]), 0);
  const std::string bytes = noise(300);
  CHECK(kcall::hex_dump<G>(fd{ends[1]}, bytes).has_value());
  kcall::hex_dumper dump;
  CHECK(dump.add<G>(fd{ends[1]}, bytes).has_value());
  CHECK(dump.end<G>(fd{ends[1]}).has_value());
  close(ends[1]);
  char text[8192];
  const ssize_t size = read(ends[0], &text[0], sizeof text);
  close(ends[0]);
  CHECK_EQ(std::string(&text[0], size < 0 ? 0 : static_cast<size_t>(size)), dumped(bytes) + dumped(bytes));
  CHECK(kcall::hex_dump<G>(fd{-1}, bytes) == errc::ebadf);
  CHECK(dump.end<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE("a short dump is one write; the first error ends a long one") {
  using fake = kcall::gate::scripted<kcall::gate::refusing<>>;
  using nr = kcall::nr<fake>;
  fake::reset();
  fake::answer(nr::write, [](const long(&a)[6]) { return a[2]; });
  CHECK(kcall::hex_dump<fake>(fd{3}, noise(160)).has_value());
  CHECK_EQ(fake::calls(), 1);
  fake::reset();
  fake::answer(nr::write, [](const long(&a)[6]) { return a[2]; });
  fake::answer(nr::write, errc::enospc);
  CHECK(kcall::hex_dump<fake>(fd{3}, noise(5000)) == errc::enospc);
  CHECK_EQ(fake::calls(), 2);
  fake::reset();
}
