// Compares what kcall finds in the vDSO with what the dynamic linker finds: dlvsym(3) on the same image. Prints one
// line for each name; exit status 1 if any differs, 77 if there is no vDSO.
#include <dlfcn.h>
#include <sys/auxv.h>

#include <cstdio>
#include <initializer_list>
#include <kcall/abi/native.hpp>
#include <kcall/vdso/image.hpp>

int main() {
  const unsigned long start = getauxval(AT_SYSINFO_EHDR);
  void* handle = dlopen("linux-vdso.so.1", RTLD_LAZY | RTLD_NOLOAD);
  if (handle == nullptr) handle = dlopen("linux-gate.so.1", RTLD_LAZY | RTLD_NOLOAD);
  if (start == 0 || handle == nullptr) {
    std::puts("no vDSO, or a dynamic linker that does not show it");
    return 77;
  }
  using abi = kcall::abi::native;
  const kcall::elf::image<kcall::elf::class_of<abi::long_size>> image(reinterpret_cast<const void*>(start),
                                                                      abi::elf_machine);
  int status = image ? 0 : 1;
  const auto compare = [&](const char* name, const char* version) {
    const auto offset = static_cast<unsigned long>(image.find(name, version));
    const unsigned long ours = offset == 0 ? 0 : start + offset;
    const auto theirs = reinterpret_cast<unsigned long>(dlvsym(handle, name, version));
    std::printf("%s %s@%s %#lx %#lx\n", ours == theirs ? "same" : "DIFFERENT", name, version, ours, theirs);
    if (ours != theirs) status = 1;
  };
  for (const char* const name :
       {"__vdso_clock_gettime", "__vdso_clock_gettime64", "__vdso_clock_getres", "__vdso_clock_getres_time64",
        "__vdso_gettimeofday", "__vdso_time", "__vdso_getcpu", "__vdso_getrandom", "__kernel_vsyscall",
        "__kernel_rt_sigreturn", "__kernel_clock_gettime", "__kernel_getrandom", "clock_gettime", "no_such_name", ""}) {
    for (const char* const version : {"LINUX_2.6", "LINUX_2.5", "LINUX_2.6.39", "LINUX_9"}) compare(name, version);
  }
  return status;
}
