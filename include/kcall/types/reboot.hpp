// What reboot(2) and the kexec calls take.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// LINUX_REBOOT_MAGIC1 and LINUX_REBOOT_MAGIC2: without them nothing happens.
inline constexpr uint32_t reboot_magic1 = 0xfee1dead;
inline constexpr uint32_t reboot_magic2 = 672274793;

/// LINUX_REBOOT_CMD_*
enum class reboot_command : uint32_t {
  restart = 0x01234567,
  halt = 0xcdef0123,
  /// Ctrl-Alt-Del restarts at once.
  cad_on = 0x89abcdef,
  /// It sends sigint to process 1.
  cad_off = 0,
  power_off = 0x4321fedc,
  /// With a text for the firmware.
  restart2 = 0xa1b2c3d4,
  sw_suspend = 0xd000fce2,
  kexec = 0x45584543,
};

/// KEXEC_*
enum class kexec_flags : uint32_t {
  on_crash = 0x1,
  preserve_context = 0x2,
  /// Since Linux 6.10.
  update_elfcorehdr = 0x4,
  /// Since Linux 6.11.
  crash_hotplug_support = 0x8,
  // Of what architecture the segments are: a number, not flags.
  arch_default = 0,
  arch_386 = 3 << 16,
  arch_x86_64 = 62 << 16,
  arch_aarch64 = 183 << 16,
  arch_mask = 0xffff0000,
};
void is_flags(kexec_flags);

/// KEXEC_FILE_*
enum class kexec_file_flags : uint32_t {
  unload = 0x1,
  on_crash = 0x2,
  no_initramfs = 0x4,
  /// Since Linux 6.8.
  debug = 0x8,
};
void is_flags(kexec_file_flags);

/// What to copy where, both in bytes.
struct kexec_segment {
  const void* buf = nullptr;
  size_t bufsz = 0;
  /// In physical memory.
  const void* mem = nullptr;
  size_t memsz = 0;
};
static_assert(sizeof(kexec_segment) == 4 * sizeof(long));

}  // namespace kcall::inline KCALL_ABI_TAG
