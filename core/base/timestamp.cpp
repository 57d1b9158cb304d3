#include "core/base/timestamp.h"
