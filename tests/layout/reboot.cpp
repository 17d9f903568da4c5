// reboot, kexec, and the calls about modules.
#include <fcntl.h>
#include <linux/kexec.h>
#include <linux/module.h>
#include <linux/reboot.h>

#include <kcall/types/module.hpp>
#include <kcall/types/reboot.hpp>

#include "same.hpp"

using kcall::kexec_file_flags;
using kcall::kexec_flags;
using kcall::reboot_command;

SAME_VALUE(kcall::reboot_magic1, LINUX_REBOOT_MAGIC1);
SAME_VALUE(kcall::reboot_magic2, LINUX_REBOOT_MAGIC2);
SAME_VALUE(reboot_command::restart, LINUX_REBOOT_CMD_RESTART);
SAME_VALUE(reboot_command::halt, LINUX_REBOOT_CMD_HALT);
SAME_VALUE(reboot_command::cad_on, LINUX_REBOOT_CMD_CAD_ON);
SAME_VALUE(reboot_command::cad_off, LINUX_REBOOT_CMD_CAD_OFF);
SAME_VALUE(reboot_command::power_off, LINUX_REBOOT_CMD_POWER_OFF);
SAME_VALUE(reboot_command::restart2, LINUX_REBOOT_CMD_RESTART2);
SAME_VALUE(reboot_command::sw_suspend, LINUX_REBOOT_CMD_SW_SUSPEND);
SAME_VALUE(reboot_command::kexec, LINUX_REBOOT_CMD_KEXEC);

SAME_VALUE(kexec_flags::on_crash, KEXEC_ON_CRASH);
SAME_VALUE(kexec_flags::preserve_context, KEXEC_PRESERVE_CONTEXT);
#ifdef KEXEC_UPDATE_ELFCOREHDR
SAME_VALUE(kexec_flags::update_elfcorehdr, KEXEC_UPDATE_ELFCOREHDR);
#endif
#ifdef KEXEC_CRASH_HOTPLUG_SUPPORT
SAME_VALUE(kexec_flags::crash_hotplug_support, KEXEC_CRASH_HOTPLUG_SUPPORT);
#endif
SAME_VALUE(kexec_flags::arch_default, KEXEC_ARCH_DEFAULT);
SAME_VALUE(kexec_flags::arch_386, KEXEC_ARCH_386);
SAME_VALUE(kexec_flags::arch_x86_64, KEXEC_ARCH_X86_64);
SAME_VALUE(kexec_flags::arch_aarch64, KEXEC_ARCH_AARCH64);
SAME_VALUE(kexec_flags::arch_mask, KEXEC_ARCH_MASK);
SAME_VALUE(kexec_file_flags::unload, KEXEC_FILE_UNLOAD);
SAME_VALUE(kexec_file_flags::on_crash, KEXEC_FILE_ON_CRASH);
SAME_VALUE(kexec_file_flags::no_initramfs, KEXEC_FILE_NO_INITRAMFS);
#ifdef KEXEC_FILE_DEBUG
SAME_VALUE(kexec_file_flags::debug, KEXEC_FILE_DEBUG);
#endif
SAME_SIZE(kcall::kexec_segment, ::kexec_segment);
SAME_FIELD(kcall::kexec_segment, buf, ::kexec_segment, buf);
SAME_FIELD(kcall::kexec_segment, bufsz, ::kexec_segment, bufsz);
SAME_FIELD(kcall::kexec_segment, mem, ::kexec_segment, mem);
SAME_FIELD(kcall::kexec_segment, memsz, ::kexec_segment, memsz);

SAME_VALUE(kcall::module_init_flags::ignore_modversions, MODULE_INIT_IGNORE_MODVERSIONS);
SAME_VALUE(kcall::module_init_flags::ignore_vermagic, MODULE_INIT_IGNORE_VERMAGIC);
SAME_VALUE(kcall::module_init_flags::compressed_file, MODULE_INIT_COMPRESSED_FILE);
SAME_VALUE(kcall::delete_module_flags::nonblock, O_NONBLOCK);
SAME_VALUE(kcall::delete_module_flags::trunc, O_TRUNC);
