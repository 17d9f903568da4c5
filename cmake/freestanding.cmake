# kcall::freestanding: what a program without libc needs from its compiler and linker. Apart from kcall::kcall, because
# a user of kcall in an ordinary program wants none of it.
add_library(kcall_freestanding INTERFACE)
add_library(kcall::freestanding ALIAS kcall_freestanding)
set_target_properties(kcall_freestanding PROPERTIES EXPORT_NAME freestanding)
target_link_libraries(kcall_freestanding INTERFACE kcall)
target_compile_options(
  kcall_freestanding
  INTERFACE -ffreestanding
            -fno-exceptions
            # C has none, and gcc warns of it.
            $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>
            # Which distributions switch on. It works too (-fstack-protector-strong after this), and costs a system call.
            -fno-stack-protector
            # There is nobody to unwind, and nothing to relocate (-fPIE and -static-pie after this work too).
            -fno-asynchronous-unwind-tables
            -fno-unwind-tables
            -fno-pie
            # Size: markers that only a libc's loader reads, and the compiler's name.
            -fcf-protection=none
            -fno-ident
            -ffunction-sections
            -fdata-sections)
target_link_options(
  kcall_freestanding
  INTERFACE
  -nostdlib
  -static
  -Wl,--gc-sections
  # Size: text, headers and read-only data in one page, which stays read-only (never -N).
  -Wl,-z,noseparate-code
  -Wl,--build-id=none
  -Wl,-z,noexecstack
  # Refuses what _start is not made for.
  "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include/kcall/start.ld>"
  "$<INSTALL_INTERFACE:$<INSTALL_PREFIX>/${CMAKE_INSTALL_INCLUDEDIR}/kcall/start.ld>")
