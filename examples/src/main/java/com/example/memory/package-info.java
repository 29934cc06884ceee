/** A memory of one's own, as somebody writes it who has nothing but Memhop's jars. */
@NullMarked
package com.example.memory;

import org.jspecify.annotations.NullMarked;
