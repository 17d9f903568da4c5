// What the programs without a libc print, and what they share to get there.
#pragma once
#include <kcall/arguments.hpp>

#include "contender.hpp"
#include "json.hpp"

namespace bench {

inline bool is_quick(int argc, char** argv) {
  for (const kcall::static_text word : kcall::arguments{argc, argv}) {
    if (word == "--quick") return true;
  }
  return false;
}

/// Room for samples, never given back; nullptr if there is none.
inline float* room_for(kcall::size_t samples) {
  using kcall::map_flags, kcall::prot;
  const auto flags = map_flags::private_ | map_flags::anonymous | map_flags::populate;
  const auto memory = kcall::mmap(nullptr, samples * sizeof(float), prot::read | prot::write, flags);
  return memory ? static_cast<float*>(*memory) : nullptr;
}

inline void print_missing(json& out, const char* gate, const char* reason) {
  out.open('{');
  out.key("gate").text(gate);
  out.key("reason").text(reason);
  out.close('}');
}
inline void print_missing(json& out, const missing_gates& missing) {
  out.key("missing").open('[');
  for (const missing_gate& each : missing) print_missing(out, each.gate, &each.reason[0]);
  out.close(']');
}

struct names {
  const char* group;
  const char* gate;
  const char* how;
  const char* argument;
};

inline void print_samples(json& out, const names& of, const float* samples, kcall::size_t count) {
  out.open('{');
  out.key("group").text(of.group);
  out.key("gate").text(of.gate);
  out.key("how").text(of.how);
  out.key("argument").text(of.argument);
  out.key("ns").open('[');
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (kcall::size_t i = 0; i < count; ++i) out.number(static_cast<double>(samples[i]));
  KCALL_POINTER_ARITHMETIC_END
  out.close(']');
  out.close('}');
}

}  // namespace bench
