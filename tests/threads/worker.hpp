// What worker.cpp does for apart.cpp.
#pragma once

/// What a thread answered: 42; or the number of the error for which none was started.
int start_and_join();
