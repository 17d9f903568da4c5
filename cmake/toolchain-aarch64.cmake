# 64-bit Arm: Debian's cross compiler, and qemu-user to run what it makes.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
find_program(KCALL_AARCH64_CXX NAMES aarch64-linux-gnu-g++ aarch64-linux-gnu-g++-12 REQUIRED)
set(CMAKE_CXX_COMPILER "${KCALL_AARCH64_CXX}")
find_program(KCALL_QEMU_AARCH64 NAMES qemu-aarch64 qemu-aarch64-static)
if(KCALL_QEMU_AARCH64)
  set(CMAKE_CROSSCOMPILING_EMULATOR "${KCALL_QEMU_AARCH64}")
endif()
