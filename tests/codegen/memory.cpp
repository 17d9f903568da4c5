// Memory. How to read this: run.py.
#include <kcall/call/mapping.hpp>
#include <kcall/call/memfd.hpp>
#include <kcall/call/memory.hpp>
#include <kcall/call/memory_lock.hpp>
#include <kcall/call/numa.hpp>
#include <kcall/call/pkey.hpp>
#include <kcall/call/process_memory.hpp>
#include <kcall/call/userfaultfd.hpp>

namespace out {

using namespace kcall;

result<void*> mmap(void* a, size_t b, prot c, map_flags d, fd e, int64_t f) { return kcall::mmap(a, b, c, d, e, f); }  // 4
result<void> munmap(void* a, size_t b) { return kcall::munmap(a, b); }  // 3
result<void> mprotect(void* a, size_t b, prot c) { return kcall::mprotect(a, b, c); }  // 3
result<void*> mremap(void* a, size_t b, size_t c, mremap_flags d) { return kcall::mremap(a, b, c, d); }  // 5: a zero
result<void*> mremap_2(void* a, size_t b, size_t c, mremap_flags d, void* e) { return kcall::mremap(a, b, c, d, e); }  // 4
result<void> madvise(void* a, size_t b, advice c) { return kcall::madvise(a, b, c); }  // 3
void* brk(void* a) { return kcall::brk(a); }  // 3

result<void> msync(const void* a, size_t b, msync_flags c) { return kcall::msync(a, b, c); }  // 3
result<void> mincore(const void* a, size_t b, unsigned char* c) { return kcall::mincore(a, b, c); }  // 3
result<void> remap_file_pages(void* a, size_t b, prot c, size_t d, map_flags e) { return kcall::remap_file_pages(a, b, c, d, e); }  // 4
result<void> mseal(void* a, size_t b, unsigned long c) { return kcall::mseal(a, b, c); }  // 3
result<void*> map_shadow_stack(void* a, size_t b, shadow_stack_flags c) { return kcall::map_shadow_stack(a, b, c); }  // 3

result<void> mlock(const void* a, size_t b) { return kcall::mlock(a, b); }  // 3
result<void> mlock2(const void* a, size_t b, mlock_flags c) { return kcall::mlock2(a, b, c); }  // 3
result<void> munlock(const void* a, size_t b) { return kcall::munlock(a, b); }  // 3
result<void> mlockall(mlockall_flags a) { return kcall::mlockall(a); }  // 3
result<void> munlockall() { return kcall::munlockall(); }  // 3

result<fd> memfd_create(path a, memfd_flags b) { return kcall::memfd_create(a, b); }  // 3
result<fd> memfd_secret(open_flags a) { return kcall::memfd_secret(a); }  // 3

result<void> mbind(void* a, size_t b, mempolicy c, const unsigned long* d, unsigned long e, mempolicy_move f) { return kcall::mbind(a, b, c, d, e, f); }  // 5: one argument is widened
result<void> set_mempolicy(mempolicy a, const unsigned long* b, unsigned long c) { return kcall::set_mempolicy(a, b, c); }  // 3
result<void> get_mempolicy(mempolicy* a, unsigned long* b, unsigned long c, const void* d, mempolicy_query e) { return kcall::get_mempolicy(a, b, c, d, e); }  // 5: one argument is widened
result<void> set_mempolicy_home_node(void* a, size_t b, unsigned long c, unsigned long d) { return kcall::set_mempolicy_home_node(a, b, c, d); }  // 4
result<long> migrate_pages(pid a, unsigned long b, const unsigned long* c, const unsigned long* d) { return kcall::migrate_pages(a, b, c, d); }  // 4
result<long> move_pages(pid a, unsigned long b, const void* const* c, const int* d, int* e, mempolicy_move f) { return kcall::move_pages(a, b, c, d, e, f); }  // 4

result<pkey> pkey_alloc(pkey_access a, unsigned long b) { return kcall::pkey_alloc(a, b); }  // 6: two arguments move, two change places
result<void> pkey_free(pkey a) { return kcall::pkey_free(a); }  // 3
result<void> pkey_mprotect(void* a, size_t b, prot c, pkey d) { return kcall::pkey_mprotect(a, b, c, d); }  // 4

result<size_t> process_vm_readv(pid a, const iovec* b, size_t c, const iovec* d, size_t e) { return kcall::process_vm_readv(a, b, c, d, e); }  // 5: a zero
result<size_t> process_vm_writev(pid a, const iovec* b, size_t c, const iovec* d, size_t e) { return kcall::process_vm_writev(a, b, c, d, e); }  // 5: a zero
result<size_t> process_madvise(fd a, const iovec* b, size_t c, advice d, uint32_t e) { return kcall::process_madvise(a, b, c, d, e); }  // 4
result<void> process_mrelease(fd a, uint32_t b) { return kcall::process_mrelease(a, b); }  // 3

result<fd> userfaultfd(userfaultfd_flags a) { return kcall::userfaultfd(a); }  // 3
result<fd> userfaultfd_new(fd a, userfaultfd_flags b) { return kcall::userfaultfd_new(a, b); }  // 5: the request, one argument moves
result<void> uffdio_api(fd a, uffdio_api_t& b) { return kcall::uffdio_api(a, b); }  // 5: the request, one argument moves
result<void> uffdio_register(fd a, uffdio_register_t& b) { return kcall::uffdio_register(a, b); }  // 5: the request, one argument moves
result<void> uffdio_unregister(fd a, const uffdio_range& b) { return kcall::uffdio_unregister(a, b); }  // 5: the request, one argument moves
result<void> uffdio_wake(fd a, const uffdio_range& b) { return kcall::uffdio_wake(a, b); }  // 5: the request, one argument moves
result<void> uffdio_copy(fd a, uffdio_copy_t& b) { return kcall::uffdio_copy(a, b); }  // 5: the request, one argument moves
result<void> uffdio_zeropage(fd a, uffdio_zeropage_t& b) { return kcall::uffdio_zeropage(a, b); }  // 5: the request, one argument moves
result<void> uffdio_writeprotect(fd a, const uffdio_writeprotect_t& b) { return kcall::uffdio_writeprotect(a, b); }  // 5: the request, one argument moves
result<void> uffdio_continue(fd a, uffdio_continue_t& b) { return kcall::uffdio_continue(a, b); }  // 5: the request, one argument moves
result<void> uffdio_poison(fd a, uffdio_poison_t& b) { return kcall::uffdio_poison(a, b); }  // 5: the request, one argument moves
result<void> uffdio_move(fd a, uffdio_move_t& b) { return kcall::uffdio_move(a, b); }  // 5: the request, one argument moves

}  // namespace out
