// A test as a function that gives the number of the first step that went wrong, or 0: in this process, or in a child.
#pragma once

#define STEP(...)                    \
  do {                               \
    ++step;                          \
    if (!(__VA_ARGS__)) return step; \
  } while (false)
