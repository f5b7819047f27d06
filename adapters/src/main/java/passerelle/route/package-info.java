/** The beans that the routes call by name, one a step, and the values that pass between the steps. */
@NullMarked
package passerelle.route;

import org.jspecify.annotations.NullMarked;
