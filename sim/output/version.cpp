#include "sim/output/version.hpp"

namespace gongxu {
const char* program_version() { return GONGXU_VERSION; }
const char* program_commit() { return GONGXU_COMMIT; }
const char* program_compiler() { return GONGXU_COMPILER; }
}  // namespace gongxu
