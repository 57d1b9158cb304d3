#include "core/base/subprocess.h"
