// Control messages from anybody: no length in them is believed.
#include "support.hpp"

#include <sys/mman.h>
#include <sys/socket.h>

#include <cstdint>
#include <cstring>
#include <random>
#include <vector>

#include <kcall/types/control_message.hpp>

namespace {

struct found {
  int level;
  int type;
  std::vector<unsigned char> bytes;
  bool operator==(const found&) const = default;
};

template <class G>
std::vector<found> walked(const void* data, size_t size) {
  std::vector<found> all;
  for (const auto message : kcall::control_messages<G>(data, size)) {
    const auto* const bytes = static_cast<const unsigned char*>(message.bytes().data());
    all.push_back({static_cast<int>(message.level()), message.type(), {bytes, bytes + message.bytes().size()}});
    if (all.size() > size) break;
  }
  return all;
}

/// The same, from the definition: heads of a long and two ints, each at a multiple of a long.
std::vector<found> expected(const unsigned char* data, size_t size, size_t word) {
  std::vector<found> all;
  size_t at = 0;
  while (size - at >= word + 8) {
    std::uint64_t length = 0;
    std::memcpy(&length, data + at, word);
    if (length < word + 8 || length > size - at) break;
    found one = {};
    std::memcpy(&one.level, data + at + word, 4);
    std::memcpy(&one.type, data + at + word + 4, 4);
    one.bytes.assign(data + at + word + 8, data + at + length);
    all.push_back(one);
    at += (static_cast<size_t>(length) + word - 1) / word * word;
    if (at >= size) break;
  }
  return all;
}

/// A buffer that ends where no memory is.
class at_the_edge {
 public:
  at_the_edge() {
    base_ =
        static_cast<unsigned char*>(::mmap(nullptr, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    REQUIRE(base_ != MAP_FAILED);
    const long page = ::sysconf(_SC_PAGESIZE);
    REQUIRE(page == 4096);
    REQUIRE(::mprotect(base_ + 4096, 4096, PROT_NONE) == 0);
  }
  at_the_edge(const at_the_edge&) = delete;
  at_the_edge& operator=(const at_the_edge&) = delete;
  ~at_the_edge() { ::munmap(base_, 8192); }
  unsigned char* of(size_t size) const { return base_ + 4096 - size; }

 private:
  unsigned char* base_;
};

}  // namespace

TEST_CASE_TEMPLATE("no length in a hostile buffer leads outside", G, ALL_GATES) {
  constexpr size_t word = G::abi::long_size;
  const at_the_edge memory;
  std::mt19937 random(20240601);
  const auto up_to = [&](unsigned n) { return static_cast<size_t>(random() % (n + 1)); };
  unsigned many = 0;
  for (int round = 0; round < 20000; ++round) {
    const size_t size = up_to(100);
    unsigned char* const data = memory.of(size);
    for (size_t i = 0; i < size; ++i) data[i] = static_cast<unsigned char>(random());
    // Lengths that lead somewhere, one after the other, and now and then a bad one.
    for (size_t at = 0; at + word <= size;) {
      std::uint64_t length = word + 8 + up_to(24);
      const auto kind = random() % 12;
      if (kind == 0) length = up_to(200);
      if (kind == 1) length = ~std::uint64_t{0} - up_to(40);
      if (kind == 2) length = size - at + up_to(2) - 1;
      std::memcpy(data + at, &length, word);
      const size_t step = static_cast<size_t>((length + word - 1) / word * word);
      if (step == 0 || step > size - at) break;
      at += step;
    }
    const auto ours = walked<G>(data, size);
    CHECK(ours == expected(data, size, word));
    static_cast<void>(kcall::control_messages<G>(data, size).is_whole());
    if (ours.size() > 1) ++many;
  }
  CHECK(many > 1000);
}

TEST_CASE("a walk at any address, of nothing, and of what is cut") {
  using all = kcall::control_messages<kcall::gate::native>;
  CHECK(walked<kcall::gate::native>(nullptr, 100).empty());
  CHECK(all(nullptr, 100).is_whole());
  alignas(8) unsigned char room[65] = {};
  kcall::control_writer control(kcall::mutable_buffer(&room[0], 64));
  REQUIRE(control.add(kcall::scm::rights, kcall::fd{3}));
  REQUIRE(control.add(kcall::scm::rights, kcall::fd{4}));
  CHECK(walked<kcall::gate::native>(&room[0], control.size()).size() == 2);
  CHECK(all(&room[0], control.size()).is_whole());
  CHECK(!all(&room[0], control.size() - 5).is_whole());
  CHECK(walked<kcall::gate::native>(&room[0], control.size() - 5).size() == 1);
  std::memmove(&room[1], &room[0], 64);
  CHECK(walked<kcall::gate::native>(&room[1], control.size()).size() == 2);

  // What is shorter than a T has none; what is asked for beyond the end is not there.
  const kcall::control_message brief(kcall::sockopt_level::socket, 1, &room[0], 7);
  int number = 0;
  kcall::uint64_t wide = 0;
  CHECK(brief.count<int>() == 1);
  CHECK(brief.read(number));
  CHECK(!brief.read(number, 1));
  CHECK(!brief.read(number, ~std::size_t{0} / 2));
  CHECK(!brief.read(wide));
}

TEST_CASE("a control_writer writes what fits, and nothing of what does not") {
  unsigned char room[64];
  for (size_t size = 0; size <= sizeof(room); ++size) {
    std::memset(room, 0x5a, sizeof(room));
    kcall::control_writer control(kcall::mutable_buffer(&room[0], size));
    const bool fits = size >= kcall::cmsg_len(4);
    CHECK(control.add(kcall::scm::rights, kcall::fd{3}) == fits);
    CHECK(control.size() == (!fits ? 0 : size < kcall::cmsg_space(4) ? size : kcall::cmsg_space(4)));
    for (size_t i = control.size(); i < sizeof(room); ++i) CHECK(room[i] == 0x5a);
  }
}
