// Capabilities.
#include <linux/capability.h>

#include <kcall/types/capability.hpp>

#include "same.hpp"

using kcall::capability;

SAME_SIZE(kcall::cap_user_header, __user_cap_header_struct);
SAME_FIELD(kcall::cap_user_header, version, __user_cap_header_struct, version);
SAME_FIELD(kcall::cap_user_header, pid, __user_cap_header_struct, pid);
SAME_SIZE(kcall::cap_user_data, __user_cap_data_struct);
SAME_FIELD(kcall::cap_user_data, effective, __user_cap_data_struct, effective);
SAME_FIELD(kcall::cap_user_data, permitted, __user_cap_data_struct, permitted);
SAME_FIELD(kcall::cap_user_data, inheritable, __user_cap_data_struct, inheritable);
SAME_VALUE(kcall::capability_version::v1, _LINUX_CAPABILITY_VERSION_1);
SAME_VALUE(kcall::capability_version::v2, _LINUX_CAPABILITY_VERSION_2);
SAME_VALUE(kcall::capability_version::v3, _LINUX_CAPABILITY_VERSION_3);
static_assert(_LINUX_CAPABILITY_U32S_3 == 2);

SAME_VALUE(capability::chown, CAP_CHOWN);
SAME_VALUE(capability::dac_override, CAP_DAC_OVERRIDE);
SAME_VALUE(capability::dac_read_search, CAP_DAC_READ_SEARCH);
SAME_VALUE(capability::fowner, CAP_FOWNER);
SAME_VALUE(capability::fsetid, CAP_FSETID);
SAME_VALUE(capability::kill, CAP_KILL);
SAME_VALUE(capability::setgid, CAP_SETGID);
SAME_VALUE(capability::setuid, CAP_SETUID);
SAME_VALUE(capability::setpcap, CAP_SETPCAP);
SAME_VALUE(capability::linux_immutable, CAP_LINUX_IMMUTABLE);
SAME_VALUE(capability::net_bind_service, CAP_NET_BIND_SERVICE);
SAME_VALUE(capability::net_broadcast, CAP_NET_BROADCAST);
SAME_VALUE(capability::net_admin, CAP_NET_ADMIN);
SAME_VALUE(capability::net_raw, CAP_NET_RAW);
SAME_VALUE(capability::ipc_lock, CAP_IPC_LOCK);
SAME_VALUE(capability::ipc_owner, CAP_IPC_OWNER);
SAME_VALUE(capability::sys_module, CAP_SYS_MODULE);
SAME_VALUE(capability::sys_rawio, CAP_SYS_RAWIO);
SAME_VALUE(capability::sys_chroot, CAP_SYS_CHROOT);
SAME_VALUE(capability::sys_ptrace, CAP_SYS_PTRACE);
SAME_VALUE(capability::sys_pacct, CAP_SYS_PACCT);
SAME_VALUE(capability::sys_admin, CAP_SYS_ADMIN);
SAME_VALUE(capability::sys_boot, CAP_SYS_BOOT);
SAME_VALUE(capability::sys_nice, CAP_SYS_NICE);
SAME_VALUE(capability::sys_resource, CAP_SYS_RESOURCE);
SAME_VALUE(capability::sys_time, CAP_SYS_TIME);
SAME_VALUE(capability::sys_tty_config, CAP_SYS_TTY_CONFIG);
SAME_VALUE(capability::mknod, CAP_MKNOD);
SAME_VALUE(capability::lease, CAP_LEASE);
SAME_VALUE(capability::audit_write, CAP_AUDIT_WRITE);
SAME_VALUE(capability::audit_control, CAP_AUDIT_CONTROL);
SAME_VALUE(capability::setfcap, CAP_SETFCAP);
SAME_VALUE(capability::mac_override, CAP_MAC_OVERRIDE);
SAME_VALUE(capability::mac_admin, CAP_MAC_ADMIN);
SAME_VALUE(capability::syslog, CAP_SYSLOG);
SAME_VALUE(capability::wake_alarm, CAP_WAKE_ALARM);
SAME_VALUE(capability::block_suspend, CAP_BLOCK_SUSPEND);
SAME_VALUE(capability::audit_read, CAP_AUDIT_READ);
SAME_VALUE(capability::perfmon, CAP_PERFMON);
SAME_VALUE(capability::bpf, CAP_BPF);
SAME_VALUE(capability::checkpoint_restore, CAP_CHECKPOINT_RESTORE);
