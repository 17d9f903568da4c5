// BPF: bpf(2), untyped for every command, and typed for maps, programs and what is pinned.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/bpf.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// bpf(2): any command, with `size` bytes of its part of union bpf_attr. Returns what the command does. Since 3.18.
/// eperm: without privilege; e2big: bytes that this kernel does not know are not 0; einval, efault, enomem, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<long> bpf(bpf_command command, void* attr, uint32_t size) {
  return enter<long, G>(nr<G>::bpf, command, attr, size);
}

namespace detail {

template <class T, gate_like G, class A>
KCALL_INLINE result<T> bpf_with(bpf_command command, A& attr) {
  return enter<T, G>(nr<G>::bpf, command, static_cast<void*>(&attr), static_cast<uint32_t>(sizeof attr));
}

template <gate_like G>
KCALL_INLINE result<void> bpf_elem(bpf_command command, fd map, const void* key, const void* value,
                                   bpf_elem_flags flags) {
  bpf_map_elem_attr attr{bpf_number(map), 0, bpf_pointer(key), bpf_pointer(value), flags};
  return bpf_with<void, G>(command, attr);
}

}  // namespace detail

/// BPF_MAP_CREATE, bpf(2): a new map. einval, enomem, eperm, e2big.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> bpf_map_create(const bpf_map_create_attr& attr) {
  // The kernel only reads it; a copy would be a call of memcpy on ia32.
  return detail::bpf_with<fd, G>(bpf_command::map_create, const_cast<bpf_map_create_attr&>(attr));
}
/// BPF_MAP_CREATE, bpf(2): a new map with keys and values of so many bytes.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> bpf_map_create(bpf_map_type type, uint32_t key_size, uint32_t value_size, uint32_t max_entries,
                                       bpf_map_flags flags = {}) {
  detail::bpf_map_create_begin attr{type, key_size, value_size, max_entries, flags};
  return detail::bpf_with<fd, G>(bpf_command::map_create, attr);
}

/// BPF_MAP_LOOKUP_ELEM, bpf(2): writes the value of a key to `value`; maps with values per processor write one for
/// each, rounded up to 8 bytes. enoent, ebadf, efault, einval, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_map_lookup_elem(fd map, const void* key, void* value, bpf_elem_flags flags = {}) {
  return detail::bpf_elem<G>(bpf_command::map_lookup_elem, map, key, value, flags);
}
/// BPF_MAP_UPDATE_ELEM, bpf(2): sets the value of a key. eexist: noexist, and there is one; enoent: exist, and there is
/// none; e2big: full, ebadf, efault, einval, enomem, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_map_update_elem(fd map, const void* key, const void* value, bpf_elem_flags flags = {}) {
  return detail::bpf_elem<G>(bpf_command::map_update_elem, map, key, value, flags);
}
/// BPF_MAP_DELETE_ELEM, bpf(2): removes a key. enoent, ebadf, efault, einval: an array; eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_map_delete_elem(fd map, const void* key) {
  return detail::bpf_elem<G>(bpf_command::map_delete_elem, map, key, nullptr, {});
}
/// BPF_MAP_GET_NEXT_KEY, bpf(2): writes the key after `key` (null: the first) to `next`. enoent: there is none; ebadf,
/// efault, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_map_get_next_key(fd map, const void* key, void* next) {
  return detail::bpf_elem<G>(bpf_command::map_get_next_key, map, key, next, {});
}
/// BPF_MAP_LOOKUP_AND_DELETE_ELEM, bpf(2): takes a key's value out; of a queue or stack, whose key is null, the next
/// one. Since 4.20, for hashes 5.14. enoent, ebadf, efault, einval, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_map_lookup_and_delete_elem(fd map, const void* key, void* value,
                                                         bpf_elem_flags flags = {}) {
  return detail::bpf_elem<G>(bpf_command::map_lookup_and_delete_elem, map, key, value, flags);
}
/// BPF_MAP_FREEZE, bpf(2): bpf can no longer change the map; programs can. Since 5.2. ebusy, ebadf, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_map_freeze(fd map) {
  uint32_t number = detail::bpf_number(map);
  return detail::bpf_with<void, G>(bpf_command::map_freeze, number);
}

/// BPF_PROG_LOAD, bpf(2): verifies and loads a program. eacces: unsafe, see the log; einval, eperm, efault, e2big,
/// enomem, enospc: the log does not fit.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> bpf_prog_load(bpf_prog_load_attr& attr) {
  return detail::bpf_with<fd, G>(bpf_command::prog_load, attr);
}
/// BPF_PROG_LOAD, bpf(2): a program of `count` instructions under a license ("GPL" for what needs that), and the
/// verifier's words in `log`, if that has room.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> bpf_prog_load(bpf_prog_type type, const bpf_insn* instructions, uint32_t count, path license,
                                      mutable_buffer log = {nullptr, 0}) {
  detail::bpf_prog_load_begin attr{type,
                                   count,
                                   detail::bpf_pointer(instructions),
                                   detail::bpf_pointer(license.get()),
                                   log.size() != 0 ? 1U : 0U,
                                   static_cast<uint32_t>(log.size()),
                                   detail::bpf_pointer(log.data())};
  return detail::bpf_with<fd, G>(bpf_command::prog_load, attr);
}
/// BPF_PROG_TEST_RUN, bpf(2): runs a program on data and writes what comes of it to `run`. Since 4.12. einval,
/// enotsupp, enospc: data_out is too small; ebadf, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_prog_test_run(bpf_test_run_attr& run) {
  return detail::bpf_with<void, G>(bpf_command::prog_test_run, run);
}
/// BPF_PROG_ATTACH, bpf(2): attaches a program to a cgroup, a socket map or other target. Since 4.10. einval, ebadf,
/// eperm, eexist.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_prog_attach(bpf_prog_attach_attr attr) {
  return detail::bpf_with<void, G>(bpf_command::prog_attach, attr);
}
/// BPF_PROG_DETACH, bpf(2): detaches it. Since 4.10. einval, ebadf, enoent, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_prog_detach(bpf_prog_attach_attr attr) {
  return detail::bpf_with<void, G>(bpf_command::prog_detach, attr);
}

/// BPF_OBJ_PIN, bpf(2): gives a map, program or link a name in a BPF file system. Since 4.4. eexist, eperm: not such a
/// file system; ebadf and those of names.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bpf_obj_pin(fd object, path name) {
  bpf_obj_attr attr{detail::bpf_pointer(name.get()), detail::bpf_number(object), {}};
  return detail::bpf_with<void, G>(bpf_command::obj_pin, attr);
}
/// BPF_OBJ_GET, bpf(2): opens what has a name; `flags`: rdonly or wronly. Since 4.4. enoent, eacces, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> bpf_obj_get(path name, bpf_map_flags flags = {}) {
  bpf_obj_attr attr{detail::bpf_pointer(name.get()), 0, flags};
  return detail::bpf_with<fd, G>(bpf_command::obj_get, attr);
}
/// BPF_OBJ_GET_INFO_BY_FD, bpf(2): writes what is known of a map, program, link or BTF object to `info`. Returns the
/// bytes written. Since 4.13. ebadfd, efault, einval, e2big.
template <gate_like G = gate::native>
KCALL_INLINE result<uint32_t> bpf_obj_get_info_by_fd(fd object, mutable_buffer info) {
  bpf_info_attr attr{detail::bpf_number(object), static_cast<uint32_t>(info.size()), detail::bpf_pointer(info.data())};
  const auto done = detail::bpf_with<void, G>(bpf_command::obj_get_info_by_fd, attr);
  if (!done) return done.error();
  return attr.info_len;
}

/// BPF_PROG_GET_NEXT_ID, BPF_MAP_GET_NEXT_ID, BPF_BTF_GET_NEXT_ID, BPF_LINK_GET_NEXT_ID, bpf(2): the id after `id` (0:
/// the first). Since 4.13. enoent: there is none; eperm, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<uint32_t> bpf_get_next_id(bpf_command which, uint32_t id) {
  bpf_id_attr attr{id, 0, {}};
  const auto done = detail::bpf_with<void, G>(which, attr);
  if (!done) return done.error();
  return attr.next_id;
}
/// BPF_PROG_GET_FD_BY_ID, BPF_MAP_GET_FD_BY_ID, BPF_BTF_GET_FD_BY_ID, BPF_LINK_GET_FD_BY_ID, bpf(2): a descriptor of
/// what has an id. Since 4.13. enoent, eperm, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> bpf_get_fd_by_id(bpf_command which, uint32_t id, bpf_map_flags flags = {}) {
  bpf_id_attr attr{id, 0, flags};
  return detail::bpf_with<fd, G>(which, attr);
}

}  // namespace kcall::inline KCALL_ABI_TAG
