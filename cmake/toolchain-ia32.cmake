# 32-bit x86, compiled and run on a 64-bit host.
set(CMAKE_CXX_FLAGS_INIT "-m32")

# The kernel's <asm/…> headers serve both widths but lie in the 64-bit multiarch directory. gcc-multilib would link them
# to where -m32 looks, but that package conflicts with cross compilers, so: ask where the 64-bit compiler finds them.
if(NOT CMAKE_CXX_COMPILER)
  set(CMAKE_CXX_COMPILER c++)
endif()
execute_process(
  COMMAND ${CMAKE_CXX_COMPILER} -m64 -M -x c++ -include asm/unistd.h /dev/null
  OUTPUT_VARIABLE kcall_found
  ERROR_QUIET)
if(kcall_found MATCHES "([^ \n]+)/asm/unistd.h")
  string(APPEND CMAKE_CXX_FLAGS_INIT " -idirafter ${CMAKE_MATCH_1}")
endif()
