// What worker.cpp does for apart.cpp.
#pragma once

/// What a thread answered: 42.
int start_and_join();
