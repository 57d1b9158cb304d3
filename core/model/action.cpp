#include "core/model/action.h"
