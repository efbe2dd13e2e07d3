# cmake --install: program, library, header, pkg-config file, manual pages, completions, and the data that is also in the binary.
# Found from where the .pc file is, so that a prefix given at install time, or moved later, holds.
cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_LIBDIR BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX} OUTPUT_VARIABLE tieout_libdir)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig OUTPUT_VARIABLE tieout_up)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_INCLUDEDIR BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX} OUTPUT_VARIABLE tieout_includedir)
configure_file(${CMAKE_SOURCE_DIR}/cmake/tieout.pc.in ${CMAKE_BINARY_DIR}/tieout.pc @ONLY)

if(TARGET libtieout)
  install(TARGETS libtieout LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(FILES ${CMAKE_SOURCE_DIR}/src/tieout.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(FILES ${CMAKE_BINARY_DIR}/tieout.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()
if(TARGET tieout)
  install(TARGETS tieout RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

foreach(section 1 3 5 7)
  file(GLOB pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/man/*.${section})
  install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()

function(tieout_install_completion file destination)
  if(EXISTS ${CMAKE_SOURCE_DIR}/completions/${file})
    install(FILES ${CMAKE_SOURCE_DIR}/completions/${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/${destination} ${ARGN})
  endif()
endfunction()
tieout_install_completion(tieout.bash bash-completion/completions RENAME tieout)
tieout_install_completion(_tieout zsh/site-functions)
tieout_install_completion(tieout.fish fish/vendor_completions.d)

foreach(folder importers rules templates)
  if(IS_DIRECTORY ${CMAKE_SOURCE_DIR}/${folder})
    install(DIRECTORY ${CMAKE_SOURCE_DIR}/${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/tieout)
  endif()
endforeach()
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/CHANGELOG.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
