#include "shared/descriptors/files.h"

#include <algorithm>
#include <iterator>

namespace liandong::descriptors {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptor;

// CMake writes this list when it finds the files.
constexpr const char* kNames[] = {
#include "liandong/files.inc"
};

const std::vector<const FileDescriptor*>* Find() {
  auto* const files = new std::vector<const FileDescriptor*>;
  for (const char* const name : kNames) files->push_back(DescriptorPool::generated_pool()->FindFileByName(name));
  return files;
}

}  // namespace

const std::vector<const FileDescriptor*>& AllFiles() {
  static const auto* const files = Find();
  return *files;
}

std::vector<const FileDescriptor*> FilesOf(absl::string_view package) {
  std::vector<const FileDescriptor*> files;
  std::copy_if(AllFiles().begin(), AllFiles().end(), std::back_inserter(files),
               [&](const FileDescriptor* file) { return file->package() == package; });
  return files;
}

}  // namespace liandong::descriptors
