// BPF maps and programs. Without privilege: the error that the kernel has for that.
#include "low_pages.hpp"
#include "support.hpp"

#include <linux/bpf.h>
#include <sys/syscall.h>

#include <cstring>
#include <string>

#include <kcall/call/bpf.hpp>

namespace {

using kcall::bpf_command;
using kcall::bpf_elem_flags;
using kcall::bpf_map_type;
using kcall::errc;
using kcall::fd;
using kcall::uint32_t;
using kcall::uint64_t;

/// A map of 4-byte keys and 8-byte values; fd{} where there are none here.
template <class G>
fd made(bpf_map_type type) {
  const auto map = kcall::bpf_map_create<G>(type, 4, 8, 4);
  if (map) return *map;
  ::bpf_attr theirs = {};
  theirs.map_type = static_cast<__u32>(type);
  theirs.key_size = 4;
  theirs.value_size = 8;
  theirs.max_entries = 4;
  CHECK(::syscall(SYS_bpf, 0L, &theirs, sizeof theirs) == -1);
  CHECK(static_cast<int>(map.error()) == errno);
  MESSAGE("skipped: no BPF here, error " << errno);
  return fd{};
}

/// The value of a key, as the kernel tells glibc's syscall().
uint64_t value_of(fd map, uint32_t key) {
  uint64_t value = ~0ULL;
  ::bpf_attr attr = {};
  attr.map_fd = static_cast<__u32>(map.get());
  attr.key = reinterpret_cast<kcall::uintptr_t>(&key);
  attr.value = reinterpret_cast<kcall::uintptr_t>(&value);
  CHECK(::syscall(SYS_bpf, static_cast<long>(BPF_MAP_LOOKUP_ELEM), &attr, sizeof attr) == 0);
  return value;
}

TEST_CASE_TEMPLATE("bpf: elements of a hash", G, ALL_GATES) {
  const fd map = made<G>(bpf_map_type::hash);
  if (map == fd{}) return;
  const uint32_t one = 1, two = 2;
  uint64_t value = 11;
  CHECK(kcall::bpf_map_update_elem<G>(map, &one, &value).has_value());
  CHECK(value_of(map, 1) == 11);
  CHECK(kcall::bpf_map_update_elem<G>(map, &one, &value, bpf_elem_flags::noexist) == errc::eexist);
  CHECK(kcall::bpf_map_update_elem<G>(map, &two, &value, bpf_elem_flags::exist) == errc::enoent);
  value = 0;
  CHECK(kcall::bpf_map_lookup_elem<G>(map, &one, &value).has_value());
  CHECK(value == 11);
  CHECK(kcall::bpf_map_lookup_elem<G>(map, &two, &value) == errc::enoent);
  uint32_t next = 0;
  CHECK(kcall::bpf_map_get_next_key<G>(map, nullptr, &next).has_value());
  CHECK(next == 1);
  CHECK(kcall::bpf_map_get_next_key<G>(map, &one, &next) == errc::enoent);
  CHECK(kcall::bpf_map_delete_elem<G>(map, &one).has_value());
  CHECK(kcall::bpf_map_delete_elem<G>(map, &one) == errc::enoent);
  CHECK(kcall::bpf_map_update_elem<G>(fd{}, &one, &value) == errc::ebadf);
  CHECK(kcall::bpf_map_update_elem<G>(map, nullptr, &value) == errc::efault);
  const auto frozen = kcall::bpf_map_freeze<G>(map);
  CHECK(frozen.has_value());
  if (frozen) CHECK(kcall::bpf_map_update_elem<G>(map, &one, &value) == errc::eperm);
  ::close(map.get());
}

TEST_CASE_TEMPLATE("bpf: a queue, ids and information", G, ALL_GATES) {
  const auto queue = kcall::bpf_map_create<G>(bpf_map_type::queue, 0, 8, 4);
  if (queue) {
    uint64_t value = 5, taken = 0;
    CHECK(kcall::bpf_map_update_elem<G>(*queue, nullptr, &value).has_value());
    CHECK(kcall::bpf_map_lookup_and_delete_elem<G>(*queue, nullptr, &taken).has_value());
    CHECK(taken == 5);
    CHECK(kcall::bpf_map_lookup_and_delete_elem<G>(*queue, nullptr, &taken) == errc::enoent);
    ::close(queue->get());
  }
  kcall::bpf_map_create_attr attr;
  attr.map_type = bpf_map_type::array;
  attr.key_size = 4;
  attr.value_size = 16;
  attr.max_entries = 3;
  std::strcpy(attr.map_name, "kcall");
  const auto map = kcall::bpf_map_create<G>(attr);
  if (!map) {
    CHECK(made<G>(bpf_map_type::array) == fd{});
    return;
  }
  kcall::bpf_map_info info{};
  CHECK(kcall::bpf_obj_get_info_by_fd<G>(*map, {&info, sizeof info}) == sizeof info);
  CHECK(info.type == bpf_map_type::array);
  CHECK(info.value_size == 16);
  CHECK(info.max_entries == 3);
  CHECK(std::string(info.name) == "kcall");
  CHECK(kcall::bpf_get_next_id<G>(bpf_command::map_get_next_id, info.id - 1) == info.id);
  const auto again = kcall::bpf_get_fd_by_id<G>(bpf_command::map_get_fd_by_id, info.id);
  REQUIRE(again.has_value());
  kcall::bpf_map_info same{};
  CHECK(kcall::bpf_obj_get_info_by_fd<G>(*again, {&same, sizeof same}).has_value());
  CHECK(same.id == info.id);
  CHECK(kcall::bpf_get_fd_by_id<G>(bpf_command::map_get_fd_by_id, 0x7ffffff0) == errc::enoent);
  CHECK(kcall::bpf_get_next_id<G>(bpf_command::map_get_next_id, 0x7ffffff0) == errc::enoent);
  CHECK(kcall::bpf_obj_get_info_by_fd<G>(fd{}, {&info, sizeof info}) == errc::ebadfd);
  CHECK(kcall::bpf_map_delete_elem<G>(*map, &info.ifindex) == errc::einval);
  // No BPF file system.
  CHECK(kcall::bpf_obj_pin<G>(*map, "/tmp/kcall-not-pinned") == errc::eperm);
  CHECK(kcall::bpf_obj_get<G>("/kcall/does/not/exist") == errc::enoent);
  ::close(again->get());
  ::close(map->get());
}

TEST_CASE_TEMPLATE("bpf: a program is verified, loaded and run", G, ALL_GATES) {
  // r0 = 42; exit
  const kcall::bpf_insn good[] = {{BPF_ALU64 | 0xb0, 0, 0, 0, 42}, {BPF_JMP | 0x90, 0, 0, 0, 0}};
  const auto program = kcall::bpf_prog_load<G>(kcall::bpf_prog_type::socket_filter, good, 2, "GPL");
  if (!program) {
    CHECK(made<G>(bpf_map_type::array) == fd{});
    return;
  }
  unsigned char packet[64] = {};
  kcall::bpf_test_run_attr run;
  run.prog_fd = static_cast<uint32_t>(program->get());
  run.data_in = reinterpret_cast<kcall::uintptr_t>(&packet[0]);
  run.data_size_in = sizeof packet;
  CHECK(kcall::bpf_prog_test_run<G>(run).has_value());
  CHECK(run.retval == 42);
  ::close(program->get());

  // exit without a value in r0
  char log[2048] = {};
  CHECK(kcall::bpf_prog_load<G>(kcall::bpf_prog_type::socket_filter, &good[1], 1, "GPL", log) == errc::eacces);
  CHECK(std::string(log).find("R0") != std::string::npos);
  kcall::bpf_prog_load_attr empty;
  CHECK(!kcall::bpf_prog_load<G>(empty).has_value());
  kcall::bpf_prog_attach_attr nothing;
  nothing.attach_bpf_fd = ~0U;
  CHECK(!kcall::bpf_prog_attach<G>(nothing).has_value());
  CHECK(!kcall::bpf_prog_detach<G>(nothing).has_value());
}

TEST_CASE_TEMPLATE("bpf: untyped", G, ALL_GATES) {
  ::bpf_attr attr = {};
  const long theirs = ::syscall(SYS_bpf, 999L, &attr, sizeof attr);
  const int error = errno;
  CHECK(theirs == -1);
  const auto ours = kcall::bpf<G>(static_cast<bpf_command>(999), &attr, sizeof attr);
  REQUIRE(!ours.has_value());
  CHECK(static_cast<int>(ours.error()) == error);
}

}  // namespace
