// SHA-256 (FIPS 180-4), over memory that holds whole blocks.
#pragma once
#include <kcall/config.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN

class sha256 {
 public:
  using word = kcall::uint32_t;
  static constexpr kcall::size_t block = 64;
  /// What finish() may write behind the data.
  static constexpr kcall::size_t room = 2 * block;

  /// Takes `bytes` of data, whole blocks.
  void add(const unsigned char* data, kcall::size_t bytes) {
    bytes_ += bytes;
    for (; bytes != 0; bytes -= block, data += block) mix(data);
  }

  /// Takes the rest of the data, behind which there must be room; the words of the checksum.
  const word (&finish(unsigned char* data, kcall::size_t bytes))[8] {
    const kcall::uint64_t bits = (bytes_ + bytes) * 8;
    // A one, zeroes, and the length in the last eight bytes of a block.
    data[bytes++] = 0x80;
    for (; bytes % block != block - 8; ++bytes) clear(data[bytes]);
    for (int shift = 56; shift >= 0; shift -= 8) data[bytes++] = static_cast<unsigned char>(bits >> shift);
    add(data, bytes);
    return state_;
  }

 private:
  /// Or else a compiler makes a call of memset out of the loop.
  KCALL_INLINE static void clear(unsigned char& byte) {
    byte = 0;
    asm volatile("" ::: "memory");
  }
  KCALL_INLINE static constexpr word turned(word x, int by) { return x >> by | x << (32 - by); }

  /// One of 64 steps, in which only two of the eight words change; the others change their roles. Makes w[16], too.
  KCALL_INLINE static void step(word a, word b, word c, word& d, word e, word f, word g, word& h, word* w,
                                word constant) {
    h += w[0] + constant + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + (g ^ (e & (f ^ g)));
    d += h;
    h += (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) | (c & (a | b)));
    w[16] = w[0] + w[9] + (turned(w[1], 7) ^ turned(w[1], 18) ^ w[1] >> 3) +
            (turned(w[14], 17) ^ turned(w[14], 19) ^ w[14] >> 10);
  }

  [[gnu::noinline]] void mix(const unsigned char* data) {
    using loose [[gnu::may_alias, gnu::aligned(1)]] = word;
    // The 64 words that the steps add: 16 of the data, and each other out of four of the 16 before it. They are made 16
    // steps ahead, because a processor makes them while it waits for the steps; the last 16 nobody needs.
    word w[80];
    for (int i = 0; i < 16; ++i) w[i] = __builtin_bswap32(reinterpret_cast<const loose*>(data)[i]);
    word a = state_[0], b = state_[1], c = state_[2], d = state_[3];
    word e = state_[4], f = state_[5], g = state_[6], h = state_[7];
    for (int i = 0; i < 64; i += 8) {
      step(a, b, c, d, e, f, g, h, &w[i], constants[i]);
      step(h, a, b, c, d, e, f, g, &w[i + 1], constants[i + 1]);
      step(g, h, a, b, c, d, e, f, &w[i + 2], constants[i + 2]);
      step(f, g, h, a, b, c, d, e, &w[i + 3], constants[i + 3]);
      step(e, f, g, h, a, b, c, d, &w[i + 4], constants[i + 4]);
      step(d, e, f, g, h, a, b, c, &w[i + 5], constants[i + 5]);
      step(c, d, e, f, g, h, a, b, &w[i + 6], constants[i + 6]);
      step(b, c, d, e, f, g, h, a, &w[i + 7], constants[i + 7]);
    }
    state_[0] += a;
    state_[1] += b;
    state_[2] += c;
    state_[3] += d;
    state_[4] += e;
    state_[5] += f;
    state_[6] += g;
    state_[7] += h;
  }

  /// The first 32 bits behind the point of the cube root of the first 64 primes.
  static constexpr word constants[64] = {
      0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
      0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
      0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
      0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
      0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
      0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
      0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
      0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  };

  /// The same of the square roots of the first 8.
  word state_[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  kcall::uint64_t bytes_ = 0;
};

KCALL_POINTER_ARITHMETIC_END
