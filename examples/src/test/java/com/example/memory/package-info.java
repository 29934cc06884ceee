@NullMarked
package com.example.memory;

import org.jspecify.annotations.NullMarked;
