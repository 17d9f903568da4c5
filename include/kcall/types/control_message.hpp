// Control messages: what travels beside the bytes of a message, such as descriptors and time stamps.
//
// control_writer fills a buffer for sendmsg, control_messages walks through what recvmsg or anybody else wrote, and
// trusts no length in it. Their heads hold a long, so both are of a gate: the one that the message goes through.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/message.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// SCM_*: types of sockopt_level::socket. Those with a time come in two, as the options do that ask for them.
enum class scm : int {
  /// Descriptors: as many fd as there is room for.
  rights = 1,
  /// Who sent it: a ucred.
  credentials = 2,
  /// A security label, as text.
  security = 3,
  /// The sender's process, as an fd (6.5).
  pidfd = 4,
  timestamp_old = 29,
  timestampns_old = 35,
  timestamping_old = 37,
  /// How many datagrams were dropped, as uint32_t (SO_RXQ_OVFL).
  rxq_ovfl = 40,
  wifi_status = 41,
  timestamping_opt_stats = 54,
  timestamping_pktinfo = 58,
  /// When to send it, in nanoseconds, as uint64_t.
  txtime = 61,
  /// When it came: a timeval.
  timestamp_new = 63,
  /// When it came: a timespec.
  timestampns_new = 64,
  timestamping_new = 65,
  devmem_linear = 78,
  devmem_dmabuf = 79,
  ts_opt_id = 81,
  /// How much is left in the socket, as int.
  inq = 84,
};

/// scm::credentials, so::peercred (unix(7)): who is at the other end.
struct ucred {
  kcall::pid pid{};
  kcall::uid uid{};
  kcall::gid gid{};
  friend constexpr bool operator==(const ucred&, const ucred&) = default;
};
static_assert(sizeof(ucred) == 12);

/// SCM_MAX_FD: how many descriptors one message carries; more give errc::einval.
inline constexpr size_t scm_max_fd = 253;

/// cmsg(3): the head of a control message, its bytes follow.
struct cmsghdr {
  /// Head and bytes, without what aligns the next.
  size_t cmsg_len;
  sockopt_level cmsg_level;
  int cmsg_type;
};
static_assert(sizeof(cmsghdr) == sizeof(long) + 8);

namespace detail {

struct cmsghdr32 {
  uint32_t cmsg_len;
  sockopt_level cmsg_level;
  int cmsg_type;
};
static_assert(sizeof(cmsghdr32) == 12);

template <bool same>
struct cmsghdr_choice {
  using type = cmsghdr;
};
template <>
struct cmsghdr_choice<false> {
  using type = cmsghdr32;
};
/// The head in the layout of a gate's ABI.
template <class G>
using cmsghdr_of = typename cmsghdr_choice<G::abi::long_size == sizeof(long)>::type;

/// The empty assembly keeps the compiler from making a call of memcpy out of these few bytes.
KCALL_INLINE void copy_bytes(void* to, const void* from, size_t size) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (size_t i = 0; i < size; ++i) {
    static_cast<unsigned char*>(to)[i] = static_cast<const unsigned char*>(from)[i];
    asm volatile("" ::: "memory");
  }
  KCALL_POINTER_ARITHMETIC_END
}
KCALL_INLINE void clear_bytes(void* to, size_t size) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (size_t i = 0; i < size; ++i) {
    static_cast<unsigned char*>(to)[i] = 0;
    asm volatile("" ::: "memory");
  }
  KCALL_POINTER_ARITHMETIC_END
}

}  // namespace detail

/// CMSG_ALIGN, cmsg(3): `bytes` rounded up to where the next control message may start.
template <gate_like G = gate::native>
KCALL_INLINE constexpr size_t cmsg_align(size_t bytes) {
  return (bytes + (G::abi::long_size - 1)) & ~size_t{G::abi::long_size - 1};
}
/// CMSG_LEN, cmsg(3): what cmsg_len is for so many bytes.
template <gate_like G = gate::native>
KCALL_INLINE constexpr size_t cmsg_len(size_t bytes) {
  return sizeof(detail::cmsghdr_of<G>) + bytes;
}
/// CMSG_SPACE, cmsg(3): how much room a control message of so many bytes takes.
template <gate_like G = gate::native>
KCALL_INLINE constexpr size_t cmsg_space(size_t bytes) {
  return cmsg_len<G>(cmsg_align<G>(bytes));
}

/// Room for one control message for each of these sizes: control_room<sizeof(fd), sizeof(ucred)>. Through every gate.
template <size_t... sizes>
class control_room {
 public:
  KCALL_INLINE constexpr unsigned char* data() { return &bytes_[0]; }
  KCALL_INLINE static constexpr size_t size() { return (cmsg_space(sizes) + ...); }

 private:
  alignas(8) unsigned char bytes_[(cmsg_space(sizes) + ...)];
};

/// One control message, where it lies: it must not outlive the buffer.
class control_message {
 public:
  KCALL_INLINE control_message(sockopt_level level, int type, const void* data, size_t size)
      : data_(data), size_(size), level_(level), type_(type) {}

  KCALL_INLINE sockopt_level level() const { return level_; }
  KCALL_INLINE int type() const { return type_; }
  KCALL_INLINE bool is(sockopt_level level, int type) const { return level_ == level && type_ == type; }
  KCALL_INLINE bool is(scm type) const { return is(sockopt_level::socket, static_cast<int>(type)); }
  /// Its bytes. They may lie at any address.
  KCALL_INLINE const_buffer bytes() const { return {data_, size_}; }

  /// How many T are whole in it.
  template <class T>
  KCALL_INLINE size_t count() const {
    return size_ / sizeof(T);
  }
  /// Copies one T out, the first or the one at `index`; false: there is none.
  template <class T>
  KCALL_INLINE bool read(T& to, size_t index = 0) const {
    detail::check_element<T>();
    if (index >= count<T>()) return false;
    KCALL_POINTER_ARITHMETIC_BEGIN
    detail::copy_bytes(&to, static_cast<const unsigned char*>(data_) + index * sizeof(T), sizeof(T));
    KCALL_POINTER_ARITHMETIC_END
    return true;
  }
  /// A descriptor of scm::rights, which is the receiver's to close; fd{-1}: there is none.
  KCALL_INLINE fd descriptor(size_t index = 0) const {
    fd given;
    static_cast<void>(read(given, index));
    return given;
  }

 private:
  const void* data_;
  size_t size_;
  sockopt_level level_;
  int type_;
};

/// The control messages in a buffer, for a range-based for. A message whose length is shorter than its head or longer
/// than what is left ends the walk, and is_whole() tells; nothing outside the buffer is read. The buffer may lie at any
/// address.
template <gate_like G = gate::native>
class control_messages {
  using head = detail::cmsghdr_of<G>;

 public:
  KCALL_INLINE control_messages(const void* data, size_t size) : data_(data), size_(data ? size : 0) {}
  /// Those of a message that recvmsg filled in.
  KCALL_INLINE explicit control_messages(const msghdr& message)
      : control_messages(message.msg_control, message.msg_controllen) {}

  struct sentinel {};
  class iterator {
   public:
    KCALL_INLINE iterator(const void* at, size_t left) : at_(at), left_(left) { look(); }
    KCALL_INLINE control_message operator*() const {
      KCALL_POINTER_ARITHMETIC_BEGIN
      return {head_.cmsg_level, head_.cmsg_type, static_cast<const unsigned char*>(at_) + sizeof(head),
              static_cast<size_t>(head_.cmsg_len) - sizeof(head)};
      KCALL_POINTER_ARITHMETIC_END
    }
    KCALL_INLINE iterator& operator++() {
      // The last one need not be padded. cmsg_len is at most left_ here, so that rounding it up cannot wrap.
      const size_t step = cmsg_align<G>(head_.cmsg_len);
      KCALL_POINTER_ARITHMETIC_BEGIN
      at_ = static_cast<const unsigned char*>(at_) + (step < left_ ? step : left_);
      KCALL_POINTER_ARITHMETIC_END
      left_ = step < left_ ? left_ - step : 0;
      look();
      return *this;
    }
    KCALL_INLINE friend bool operator==(const iterator& a, sentinel) { return !a.good_; }
    /// Bytes that no message was found in.
    KCALL_INLINE size_t left() const { return left_; }

   private:
    KCALL_INLINE void look() {
      good_ = false;
      if (left_ < sizeof(head)) return;
      detail::copy_bytes(&head_, at_, sizeof(head));
      good_ = head_.cmsg_len >= sizeof(head) && head_.cmsg_len <= left_;
    }

    const void* at_;
    size_t left_;
    head head_{};
    bool good_ = false;
  };

  KCALL_INLINE iterator begin() const { return {data_, size_}; }
  KCALL_INLINE sentinel end() const { return {}; }
  /// Whether the walk ends where the buffer does, so that nothing in it was malformed.
  KCALL_INLINE bool is_whole() const {
    iterator at = begin();
    while (!(at == end())) ++at;
    return at.left() == 0;
  }

 private:
  const void* data_;
  size_t size_;
};

control_messages(const void*, size_t)->control_messages<gate::native>;
control_messages(const msghdr&)->control_messages<gate::native>;

/// Fills a buffer with control messages:
///
///   kcall::control_room<sizeof(kcall::fd)> room;
///   kcall::control_writer control(room);
///   control.add(kcall::scm::rights, file);
///   control.attach(message);
template <gate_like G = gate::native>
class control_writer {
  using head = detail::cmsghdr_of<G>;

 public:
  KCALL_INLINE explicit control_writer(mutable_buffer room) : data_(room.data()), room_(room.size()) {}

  /// Appends a message; false: there is no room for it, and nothing was written.
  KCALL_INLINE bool add(sockopt_level level, int type, const_buffer payload) {
    const size_t left = room_ - size_;
    if (left < sizeof(head) || left - sizeof(head) < payload.size()) return false;
    const size_t length = sizeof(head) + payload.size();
    const head start = {static_cast<decltype(head::cmsg_len)>(length), level, type};
    if (start.cmsg_len != length) return false;
    const size_t padded = cmsg_align<G>(length);
    const size_t used = padded < left ? padded : left;
    KCALL_POINTER_ARITHMETIC_BEGIN
    auto* const at = static_cast<unsigned char*>(data_) + size_;
    detail::copy_bytes(at, &start, sizeof(head));
    detail::copy_bytes(at + sizeof(head), payload.data(), payload.size());
    detail::clear_bytes(at + length, used - length);
    KCALL_POINTER_ARITHMETIC_END
    size_ += used;
    return true;
  }
  /// Appends a message of sockopt_level::socket: an array or a container (of fd for scm::rights).
  KCALL_INLINE bool add(scm type, const_buffer payload) {
    return add(sockopt_level::socket, static_cast<int>(type), payload);
  }
  /// Appends a message of sockopt_level::socket: one value (an fd for scm::rights, a ucred for scm::credentials).
  template <class T>
  requires(!__is_constructible(const_buffer, const T&)) KCALL_INLINE bool add(scm type, const T& value) {
    detail::check_element<T>();
    return add(type, const_buffer(&value, sizeof(T)));
  }

  KCALL_INLINE void* data() const { return data_; }
  /// Bytes written so far.
  KCALL_INLINE size_t size() const { return size_; }
  /// Makes them the control messages of a message.
  KCALL_INLINE void attach(msghdr& message) const {
    message.msg_control = size_ == 0 ? nullptr : data_;
    message.msg_controllen = size_;
  }

 private:
  void* data_;
  size_t room_;
  size_t size_ = 0;
};
control_writer(mutable_buffer)->control_writer<gate::native>;

}  // namespace kcall::inline KCALL_ABI_TAG
