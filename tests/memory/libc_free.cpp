// Memory without a libc: the compilers' memory functions, and operator new with what is usually built on it. Exits with
// 0, or with 1 after saying which line is wrong. With a word: "exhaust" asks new for more than there is, "twice"
// deletes something twice.
#include <kcall/arena.hpp>
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/operator_new.hpp>
#include <kcall/pages.hpp>
#include <kcall/start.hpp>
#include <kcall/types/text.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN

namespace {

using kcall::size_t;

[[noreturn]] void wrong(int line) {
  char text[] = "line 0000 is wrong\n";
  for (int place = 8; place > 4; --place, line /= 10) text[place] = static_cast<char>('0' + line % 10);
  static_cast<void>(kcall::write(kcall::stderr_fd, text, sizeof text - 1));
  kcall::exit_group(1);
}
KCALL_INLINE void require(bool good, int line = __builtin_LINE()) {
  if (!good) wrong(line);
}

/// Keeps the compiler from knowing what it is.
template <class T>
T hidden(T value) {
  asm volatile("" : "+r"(value) : : "memory");
  return value;
}

unsigned char pattern(size_t i) { return static_cast<unsigned char>(i * 37 + i / 7 + 1); }

void memory_functions() {
  const auto left = kcall::map_pages(65536, {.guards = true}), right = kcall::map_pages(65536, {.guards = true});
  require(left && right);
  auto* const a = reinterpret_cast<unsigned char*>(left->data());
  auto* const b = reinterpret_cast<unsigned char*>(right->data());
  unsigned char* const a_end = a + left->size();
  for (size_t length = 0; length < 6000; length += length < 300 ? 1 : 731) {
    for (size_t i = 0; i < length; ++i) b[i] = pattern(i);
    unsigned char* const to = a_end - length;
    require(memcpy(to, hidden(b), length) == to);
    for (size_t i = 0; i < length; ++i) require(to[i] == pattern(i));
    require(memcmp(to, hidden(b), length) == 0);
    require(memmove(to - 3, hidden(to), length) == to - 3);
    require(memcmp(to - 3, hidden(b), length) == 0);
    require(memmove(to, hidden(to - 3), length) == to);
    require(bcmp(to, hidden(b), length) == 0);
    if (length != 0) {
      a_end[-1] ^= 0x80;
      const int expected = a_end[-1] < b[length - 1] ? -1 : 1;
      require(memcmp(to, hidden(b), length) * expected > 0);
      require(bcmp(to, hidden(b), length) != 0);
    }
    require(memset(to, hidden(0x155), length) == to);
    for (size_t i = 0; i < length; ++i) require(to[i] == 0x55);
    if (length != 0) {
      a_end[-1] = 0;
      require(strlen(reinterpret_cast<const char*>(hidden(to))) == length - 1);
    }
  }
}

/// So much that the functions look for wide registers, and then use them.
void long_blocks() {
  const auto left = kcall::map_pages(65536, {.guards = true}), right = kcall::map_pages(65536, {.guards = true});
  require(left && right);
  auto* const a = reinterpret_cast<unsigned char*>(left->data());
  auto* const b = reinterpret_cast<unsigned char*>(right->data());
  constexpr size_t length = 65000;
  for (size_t i = 0; i < 65536; ++i) a[i] = b[i] = pattern(i) | 1;
  b[65535] = 0;
  for (size_t times = 0; times < 30; ++times) {
    require(memmove(a + times + 1, hidden(a), length) == a + times + 1);
    require(memcmp(a + times + 1, hidden(b), length) == 0);
    require(memmove(a, hidden(a + times + 1), length) == a);
    require(bcmp(a, hidden(b), length) == 0);
    a[length - times] ^= 0x80;
    const int found = memcmp(a, hidden(b), length);
    require(times == 0 ? found == 0 : (found < 0) == (a[length - times] < b[length - times]) && found != 0);
    a[length - times] ^= 0x80;
    require(strlen(reinterpret_cast<const char*>(hidden(b) + times)) == 65535 - times);
  }
}

/// What compilers make calls of.
struct large {
  int values[1000];
};
[[gnu::noinline]] void copy(large& to, const large& from) { to = from; }
[[gnu::noinline]] void clear(large& what) { what = {}; }

void structures() {
  large a, b;
  for (int i = 0; i < 1000; ++i) a.values[i] = i;
  copy(b, a);
  for (int i = 0; i < 1000; ++i) require(b.values[i] == i);
  clear(b);
  for (const int value : b.values) require(value == 0);
}

/// What a std::vector does, in short.
template <class T>
class list {
 public:
  list() = default;
  list(const list&) = delete;
  list& operator=(const list&) = delete;
  ~list() { delete[] items_; }
  void add(const T& item) {
    if (size_ == room_) {
      room_ = room_ == 0 ? 1 : 2 * room_;
      T* const more = new T[room_];
      for (size_t i = 0; i < size_; ++i) more[i] = static_cast<T&&>(items_[i]);
      delete[] items_;
      items_ = more;
    }
    items_[size_++] = item;
  }
  size_t size() const { return size_; }
  const T& operator[](size_t i) const { return items_[i]; }

 private:
  T* items_ = nullptr;
  size_t size_ = 0, room_ = 0;
};

/// With a destructor, so that an array of them has its length in front.
struct node {
  node() { ++alive; }
  explicit node(int k) : key(k) { ++alive; }
  node(const node&) = delete;
  node& operator=(const node&) = delete;
  ~node() {
    --alive;
    delete less;
    delete more;
  }
  int key = 0;
  node* less = nullptr;
  node* more = nullptr;
  static inline int alive = 0;
};

void insert(node*& at, int key) {
  if (at == nullptr) {
    at = new node(key);
  } else {
    insert(key < at->key ? at->less : at->more, key);
  }
}
int count_in_order(const node* at, int& last) {
  if (at == nullptr) return 0;
  const int before = count_in_order(at->less, last);
  require(last <= at->key);
  last = at->key;
  return before + 1 + count_in_order(at->more, last);
}

struct alignas(64) line {
  char bytes[64];
};
struct alignas(8192) block {
  char bytes[8192];
};

bool is_aligned(const void* at, size_t alignment) {
  return (reinterpret_cast<kcall::uintptr_t>(at) & (alignment - 1)) == 0;
}

void operators() {
  {
    list<int> numbers;
    for (int i = 0; i < 200000; ++i) numbers.add(i * 3);
    for (size_t i = 0; i < numbers.size(); ++i) require(numbers[i] == static_cast<int>(i) * 3);
    list<line> lines;
    for (char i = 0; i < 100; ++i) {
      line added{};
      added.bytes[63] = i;
      lines.add(added);
    }
    require(is_aligned(&lines[0], 64) && lines[99].bytes[63] == 99);
  }
  node* tree = nullptr;
  unsigned random = 1;
  for (int i = 0; i < 5000; ++i) {
    random = random * 1103515245 + 12345;
    insert(tree, static_cast<int>(random >> 8 & 0xffff));
  }
  int last = -1;
  require(count_in_order(tree, last) == 5000 && node::alive == 5000);
  delete tree;
  require(node::alive == 0);
  auto* const nodes = new node[hidden(size_t{77})];
  require(node::alive == 77);
  delete[] nodes;
  require(node::alive == 0);
  auto* const aligned = new block;
  auto* const several = new block[3];
  require(is_aligned(aligned, 8192) && is_aligned(several, 8192));
  delete aligned;
  delete[] several;
  char* const none = new char[hidden(size_t{0})];
  char* const other = new char[hidden(size_t{0})];
  require(none != nullptr && none != other);
  delete[] none;
  delete[] other;
  delete hidden(static_cast<node*>(nullptr));
  require(new (kcall::or_null) char[hidden(~size_t{0} / 2 - 100)] == nullptr);
  auto* const got = new (kcall::or_null) node;
  require(got != nullptr);
  delete got;
  require(new (kcall::or_null) block[hidden(~size_t{0} / 8192 / 2)] == nullptr);
  require(kcall::new_heap.statistics().blocks == 0 && kcall::new_heap.statistics().in_use == 0);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && kcall::static_text(argv[1]) == "exhaust") {
    // Hidden: what nobody sees need not be allocated.
    hidden(new char[hidden(~size_t{0} / 2 - 100)])[0] = 1;
    return 2;
  }
  if (argc > 1) {
    auto* const number = hidden(new int(1));
    int* const again = hidden(number);
    delete number;
    delete again;
    return 2;
  }
  memory_functions();
  long_blocks();
  structures();
  operators();
  return 0;
}

KCALL_POINTER_ARITHMETIC_END
