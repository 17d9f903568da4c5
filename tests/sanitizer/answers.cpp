// Reads what many calls wrote: a memory sanitizer must not complain, as it would where a call goes unseen.
#include <kcall/administration.hpp>
#include <kcall/events.hpp>
#include <kcall/files.hpp>
#include <kcall/kcall.hpp>
#include <kcall/processes.hpp>
#include <kcall/times.hpp>

namespace {

// Memory that is marked as never set: the sanitizer follows what comes out of new.
template <class T>
struct fresh {
  T* place = new T;
  fresh() = default;
  fresh(const fresh&) = delete;
  fresh& operator=(const fresh&) = delete;
  ~fresh() { delete place; }
};

int answer = 0;
/// A decision that depends on every byte is what the sanitizer looks at.
template <class T>
void read(const T& value) {
  const auto* const bytes = reinterpret_cast<const unsigned char*>(&value);
  for (kcall::size_t i = 0; i < sizeof value; ++i) {
    if (bytes[i] == 0xa5) ++answer;
  }
}

}  // namespace

int main() {
  const fresh<kcall::statfs_t> system;
  if (kcall::statfs("/", *system.place)) read(system.place->f_type);
  const fresh<kcall::sysinfo_t> load;
  if (kcall::sysinfo(*load.place)) read(load.place->uptime);
  const fresh<kcall::rusage_t> used;
  if (kcall::getrusage(kcall::rusage_who::self, *used.place)) read(used.place->ru_utime);
  const auto timer = kcall::timerfd_create(kcall::clock::monotonic, {});
  const fresh<kcall::itimerspec> left;
  if (timer && kcall::timerfd_gettime(*timer, *left.place)) read(*left.place);

  return answer > 1000 ? 1 : 0;
}
