/// Files that are whole or not there, even if the power fails.
#pragma once
#include <string>
#include <string_view>

namespace gongxu {

/// Writes `bytes` as `partial`, brings them to the disk, then renames it to `path` (in the same file system).
/// @throws std::runtime_error that names the file and the system's reason, a full disk for instance; `partial` is gone.
void write_whole(const std::string& path, const std::string& partial, std::string_view bytes);

/// Brings everything below a folder to the disk. @throws std::runtime_error as write_whole().
void sync_folder(const std::string& folder);

}  // namespace gongxu
