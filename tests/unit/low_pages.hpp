// Fresh pages below 4 GiB, made by glibc: what int $0x80 in 64-bit code can be handed too.
#pragma once
#include <doctest/doctest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>

namespace test {

class low_pages {
 public:
  explicit low_pages(std::size_t count, int flags = MAP_PRIVATE | MAP_ANONYMOUS, int file = -1)
      : size_(count * page()) {
#if defined(__x86_64__)
    flags |= MAP_32BIT;
#endif
    void* const mapped = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, flags, file, 0);
    REQUIRE(mapped != MAP_FAILED);
    data_ = static_cast<unsigned char*>(mapped);
  }
  low_pages(const low_pages&) = delete;
  low_pages& operator=(const low_pages&) = delete;
  ~low_pages() { ::munmap(data_, size_); }

  static std::size_t page() { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }
  unsigned char* data() const { return data_; }
  std::size_t size() const { return size_; }
  unsigned char* at(std::size_t number) const { return data_ + number * page(); }

 private:
  std::size_t size_;
  unsigned char* data_ = nullptr;
};

}  // namespace test
