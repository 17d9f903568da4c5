include(CMakePackageConfigHelpers)

# INCLUDES DESTINATION too: finders that do not know file sets (Meson's) read only that.
install(
  TARGETS kcall kcall_freestanding
  EXPORT kcall
  FILE_SET HEADERS
  INCLUDES
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")

install(FILES include/kcall/start.ld DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/kcall")

# share and ARCH_INDEPENDENT: one install serves 32-bit and 64-bit users.
set(kcall_config_dir "${CMAKE_INSTALL_DATADIR}/cmake/kcall")
install(
  EXPORT kcall
  NAMESPACE kcall::
  FILE kcallConfig.cmake
  DESTINATION "${kcall_config_dir}")
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/kcallConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion
  ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/kcallConfigVersion.cmake" DESTINATION "${kcall_config_dir}")

# Relative to the file itself, so that a moved install keeps working.
set(kcall_pc_dir "${CMAKE_INSTALL_DATADIR}/pkgconfig")
if(IS_ABSOLUTE "${CMAKE_INSTALL_DATADIR}")
  set(kcall_pc_prefix "${CMAKE_INSTALL_PREFIX}")
else()
  file(RELATIVE_PATH kcall_pc_prefix "/${kcall_pc_dir}" "/")
  string(REGEX REPLACE "/$" "" kcall_pc_prefix "\${pcfiledir}/${kcall_pc_prefix}")
endif()
if(IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(kcall_pc_includedir "${CMAKE_INSTALL_INCLUDEDIR}")
else()
  set(kcall_pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
configure_file(cmake/kcall.pc.in kcall.pc @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/kcall.pc" DESTINATION "${kcall_pc_dir}")
