// A process restricting itself, for good and without privileges: a ruleset says what is forbidden, rules what is
// allowed all the same, and restrict_self puts it in force.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/landlock.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// landlock_create_ruleset(2): a ruleset, close-on-exec, to be closed once it is in force. einval (a bit that this
/// kernel does not know), e2big (a field), enomsg (nothing is forbidden), eopnotsupp (turned off), enosys. Since 5.13.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> landlock_create_ruleset(const landlock_ruleset_attr& forbidden) {
  return enter<fd, G>(nr<G>::landlock_create_ruleset, &forbidden, sizeof forbidden, 0U);
}

/// landlock_create_ruleset(2), LANDLOCK_CREATE_RULESET_VERSION: which version of landlock this kernel has, from 1 on;
/// with errata, which of its errors are mended. eopnotsupp (turned off), enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<int> landlock_version(landlock_create_ruleset_flags what = landlock_create_ruleset_flags::version) {
  return enter<int, G>(nr<G>::landlock_create_ruleset, nullptr, size_t{0}, what);
}

/// landlock_add_rule(2): adds a rule, whose kind says what `attributes` leads to, to a ruleset. einval, enomsg (allows
/// nothing), ebadf, ebadfd, eafnosupport, eperm. Since 5.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> landlock_add_rule(fd ruleset, landlock_rule_type type, const void* attributes,
                                            landlock_add_rule_flags flags = {}) {
  return enter<void, G>(nr<G>::landlock_add_rule, ruleset, type, attributes, flags);
}
/// landlock_add_rule(2): allows this with the open file or directory `parent` and all below it.
template <gate_like G = gate::native>
KCALL_INLINE result<void> landlock_add_rule(fd ruleset, landlock_access_fs allowed, fd parent,
                                            landlock_add_rule_flags flags = {}) {
  const landlock_path_beneath_attr attributes{allowed, parent.get()};
  return landlock_add_rule<G>(ruleset, landlock_rule_type::path_beneath, &attributes, flags);
}
/// landlock_add_rule(2): allows this with a port. Since 6.7.
template <gate_like G = gate::native>
KCALL_INLINE result<void> landlock_add_rule(fd ruleset, landlock_access_net allowed, uint16_t port,
                                            landlock_add_rule_flags flags = {}) {
  const landlock_net_port_attr attributes{allowed, port};
  return landlock_add_rule<G>(ruleset, landlock_rule_type::net_port, &attributes, flags);
}

/// landlock_restrict_self(2): puts a ruleset in force for this thread and its future children, on top of those that
/// are. eperm (set PR_SET_NO_NEW_PRIVS first), e2big (16 are in force), ebadf, ebadfd, einval. Since 5.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> landlock_restrict_self(fd ruleset, landlock_restrict_self_flags flags = {}) {
  return enter<void, G>(nr<G>::landlock_restrict_self, ruleset, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
