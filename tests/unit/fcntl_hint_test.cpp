#include <kcall/call/fcntl_hint.hpp>
#include <string>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::rwh_write_life;
using kcall::unique_fd;

unique_fd opened(const std::string& name, int flags = O_RDWR) {
  return unique_fd(fd{::open64(name.c_str(), flags, 0600)});
}

TEST_CASE_TEMPLATE("hints of a file are set and got", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file = opened(directory.file("file", ""));
  unsigned long long hint = 99;
  if (::fcntl(file.get().get(), F_GET_RW_HINT, &hint) == -1) {
    MESSAGE("skipped: no hints here");
    return;
  }
  auto life = rwh_write_life::extreme;
  CHECK(kcall::fcntl_get_rw_hint<G>(file, life));
  CHECK(life == rwh_write_life::not_set);
  CHECK(kcall::fcntl_set_rw_hint<G>(file, rwh_write_life::long_));
  CHECK(::fcntl(file.get().get(), F_GET_RW_HINT, &hint) == 0);
  CHECK(hint == RWH_WRITE_LIFE_LONG);
  CHECK(kcall::fcntl_get_rw_hint<G>(file, life));
  CHECK(life == rwh_write_life::long_);
  CHECK(kcall::fcntl_set_rw_hint<G>(file, static_cast<rwh_write_life>(77)) == errc::einval);
  CHECK(kcall::fcntl_set_rw_hint<G>(fd{-1}, rwh_write_life::none) == errc::ebadf);
  CHECK(kcall::fcntl_get_rw_hint<G>(fd{-1}, life) == errc::ebadf);
}

TEST_CASE_TEMPLATE("hints of an open file are set and got, or refused as glibc is", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file = opened(directory.file("file", ""));
  auto life = rwh_write_life::extreme;
  unsigned long long hint = RWH_WRITE_LIFE_SHORT;
  if (::fcntl(file.get().get(), F_SET_FILE_RW_HINT, &hint) == -1) {
    CHECK(kcall::fcntl_set_file_rw_hint<G>(file, rwh_write_life::short_) == static_cast<errc>(errno));
    CHECK(::fcntl(file.get().get(), F_GET_FILE_RW_HINT, &hint) == -1);
    CHECK(kcall::fcntl_get_file_rw_hint<G>(file, life) == static_cast<errc>(errno));
    return;
  }
  CHECK(kcall::fcntl_get_file_rw_hint<G>(file, life));
  CHECK(life == rwh_write_life::short_);
  CHECK(kcall::fcntl_set_file_rw_hint<G>(file, rwh_write_life::medium));
  CHECK(::fcntl(file.get().get(), F_GET_FILE_RW_HINT, &hint) == 0);
  CHECK(hint == RWH_WRITE_LIFE_MEDIUM);
}

TEST_CASE_TEMPLATE("descriptors of one open file are told from others", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  const unique_fd file = opened(name), other = opened(name), copy(fd{::dup(file.get().get())});
  // 1027 is F_DUPFD_QUERY.
  if (::fcntl(file.get().get(), 1027, copy.get().get()) == -1) {
    CHECK(kcall::fcntl_dupfd_query<G>(file, copy) == static_cast<errc>(errno));
    MESSAGE("skipped: no F_DUPFD_QUERY here");
    return;
  }
  CHECK(kcall::fcntl_dupfd_query<G>(fd{-1}, file) == errc::ebadf);
  CHECK(kcall::fcntl_dupfd_query<G>(file, copy) == true);
  CHECK(kcall::fcntl_dupfd_query<G>(file, other) == false);
  CHECK(kcall::fcntl_dupfd_query<G>(file, fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("who created a file is known", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd made = opened(directory.path("made"), O_RDWR | O_CREAT | O_EXCL),
                  again = opened(directory.path("made"));
  // 1028 is F_CREATED_QUERY.
  if (::fcntl(made.get().get(), 1028) == -1) {
    CHECK(kcall::fcntl_created_query<G>(made) == static_cast<errc>(errno));
    MESSAGE("skipped: no F_CREATED_QUERY here");
    return;
  }
  CHECK(kcall::fcntl_created_query<G>(fd{-1}) == errc::ebadf);
  CHECK(kcall::fcntl_created_query<G>(made) == true);
  CHECK(kcall::fcntl_created_query<G>(again) == false);
}

}  // namespace
