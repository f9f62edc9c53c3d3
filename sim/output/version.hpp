/// What this program is, for the manifest.
#pragma once

namespace gongxu {
const char* program_version();   ///< "0.1.0"
const char* program_commit();    ///< the commit it was configured at, or "unknown"
const char* program_compiler();  ///< name, version and build type
}  // namespace gongxu
