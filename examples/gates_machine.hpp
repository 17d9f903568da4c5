// For gates.cpp: what the figures were measured on.
#pragma once
#include <sys/auxv.h>

#include <algorithm>
#include <kcall/kcall.hpp>
#include <kcall/types/dirent.hpp>
#include <string>
#include <utility>
#include <vector>
#if KCALL_TARGET_X86_64 || KCALL_TARGET_IA32
#include <cpuid.h>
#endif

namespace machine {

/// What is in a file of /proc or /sys; empty if it cannot be read.
inline std::string contents(const std::string& path) {
  std::string all;
  const auto opened = kcall::open(path, kcall::open_flags::rdonly | kcall::open_flags::cloexec);
  if (!opened) return all;
  const kcall::unique_fd file{*opened};
  std::string part(4096, '\0');
  for (;;) {
    const auto got = kcall::read(file, part);
    if (got == kcall::errc::eintr) continue;
    if (!got || *got == 0) return all;
    all.append(part, 0, *got);
  }
}

inline std::string first_line(const std::string& path) {
  const std::string all = contents(path);
  return all.substr(0, all.find('\n'));
}

/// The names in a directory, in order.
inline std::vector<std::string> names_in(const char* path) {
  std::vector<std::string> names;
  const auto opened = kcall::open(path, kcall::open_flags::rdonly | kcall::open_flags::directory);
  if (!opened) return names;
  const kcall::unique_fd directory{*opened};
  std::string buffer(4096, '\0');
  for (;;) {
    const auto filled = kcall::getdents64(directory, buffer);
    if (!filled || *filled == 0) break;
    for (const auto& entry : kcall::dirent_range(buffer.data(), *filled)) {
      std::string name = entry.d_name();
      if (name != "." && name != "..") names.push_back(std::move(name));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

inline std::string link(const char* path) {
  std::string target(4096, '\0');
  const auto size = kcall::readlink(path, target);
  target.resize(size.value_or(0));
  return target;
}

/// The value of the first "key : value" line of /proc/cpuinfo that has one of the keys.
inline std::string cpu() {
  const std::string all = contents("/proc/cpuinfo");
  for (const std::string key : {"model name", "Model", "CPU part"}) {
    const auto at = all.find(key + "\t");
    if (at == std::string::npos) continue;
    const auto from = std::min(all.find(": ", at) + 2, all.size());
    std::string value = all.substr(from, all.find('\n', from) - from);
    return key == "CPU part" ? "part " + value : value;
  }
  return "unknown";
}

/// The program that runs this one, if that is an emulator: user-mode emulators answer /proc/self/exe with the program
/// they run, and let other spellings of it through.
inline std::string emulator() {
  const std::string claimed = link("/proc/self/exe");
  const std::string actual = link("/proc/thread-self/exe");
  return actual.empty() || actual == claimed ? std::string() : actual.substr(actual.rfind('/') + 1);
}

/// The hypervisor's own name for itself, or empty.
inline std::string hypervisor_signature() {
#if KCALL_TARGET_X86_64 || KCALL_TARGET_IA32
  unsigned a = 0, b = 0, c = 0, d = 0;
  __cpuid(1, a, b, c, d);
  constexpr unsigned hypervisor_present = 1U << 31;
  if ((c & hypervisor_present) == 0) return {};
  __cpuid(0x40000000, a, b, c, d);
  std::string signature;
  for (unsigned word : {b, c, d}) {
    for (int i = 0; i < 4; ++i, word >>= 8) {
      if ((word & 0xff) != 0) signature.push_back(static_cast<char>(word & 0xff));
    }
  }
  return signature.empty() ? "present, nameless" : signature;
#else
  return contents("/proc/device-tree/hypervisor/compatible").c_str();
#endif
}

inline std::string hypervisor() {
  std::string found = hypervisor_signature();
  static constexpr std::pair<const char*, const char*> known[] = {
      {"KVMKVMKVM", "KVM"},    {"Microsoft Hv", "Hyper-V"}, {"VMwareVMware", "VMware"},
      {"XenVMMXenVMM", "Xen"}, {"bhyve bhyve ", "bhyve"},   {"TCGTCGTCGTCG", "QEMU without KVM"}};
  for (const auto& [signature, name] : known) {
    if (found == signature) found = name;
  }
  if (found.empty()) found = first_line("/sys/hypervisor/type");
  if (found.empty()) return found;
  for (const char* const file : {"/sys/class/dmi/id/sys_vendor", "/sys/class/dmi/id/product_name"}) {
    const std::string value = first_line(file);
    if (!value.empty()) found += ", " + value;
  }
  return found;
}

struct fact {
  std::string name;
  std::string value;
};

inline std::vector<fact> mitigations() {
  const std::string directory = "/sys/devices/system/cpu/vulnerabilities/";
  std::vector<fact> all;
  std::string unaffected;
  for (const std::string& name : names_in(directory.c_str())) {
    const std::string value = first_line(directory + name);
    if (value == "Not affected") {
      unaffected += (unaffected.empty() ? "" : ", ") + name;
    } else {
      all.push_back({name, value});
    }
  }
  if (!unaffected.empty()) all.push_back({"not affected", unaffected});
  return all;
}

}  // namespace machine
