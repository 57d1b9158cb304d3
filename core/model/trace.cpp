#include "core/model/trace.h"
